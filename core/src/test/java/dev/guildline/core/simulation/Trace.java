package dev.guildline.core.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What happened in a world, for people. Written only when a seed is run again because it broke a rule. */
final class Trace {
    private static final int LAST = 90;

    private final boolean written;
    private final InstantSource clock;
    private final Instant start;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean written, InstantSource clock) {
        this.written = written;
        this.clock = clock;
        start = clock.instant();
    }

    void note(String what, Object first) {
        if (written) {
            line(String.format(what, first));
        }
    }

    void note(String what, Object first, Object second) {
        if (written) {
            line(String.format(what, first, second));
        }
    }

    void note(String what, Object first, Object second, Object third) {
        if (written) {
            line(String.format(what, first, second, third));
        }
    }

    void note(String what, Object first, Object second, Object third, Object fourth) {
        if (written) {
            line(String.format(what, first, second, third, fourth));
        }
    }

    boolean isWritten() {
        return written;
    }

    private void line(String text) {
        lines.add(String.format(
                "%7d ms  %s", Duration.between(start, clock.instant()).toMillis(), text));
    }

    /** The last steps, one in a line. */
    String last() {
        int from = Math.max(0, lines.size() - LAST);
        return (from == 0 ? "" : "  (" + from + " lines before)\n")
                + String.join("\n", lines.subList(from, lines.size()));
    }
}
