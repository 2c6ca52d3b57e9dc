package dev.guildline.core.port.health;

/** Tells how one part is. Thread-safe; must answer within a second and from what it knows, without calling far away. */
public interface HealthCheck {
    /**
     * Which part.
     *
     * @return a short name, for example {@code database}
     */
    String name();

    /**
     * How it is now.
     *
     * @return its health
     */
    Health check();

    /**
     * How a part is.
     *
     * @param ready whether it can do its work
     * @param detail a few words for the operator, without secrets
     */
    record Health(boolean ready, String detail) {}
}
