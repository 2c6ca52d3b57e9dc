package dev.guildline.core.simulation;

import java.util.ResourceBundle;

/** Loggers that say nothing: worlds fail thousands of times a second, and that is no news. */
public final class QuietLoggers extends System.LoggerFinder {
    /** For the service loader. */
    public QuietLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Quiet(name);
    }

    private record Quiet(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... arguments) {}
    }
}
