package dev.guildline.adapter.languagemodel;

import java.io.Serial;
import java.time.Duration;

/** The endpoint gave nothing that can be used. The message has codes only: no key, no text of anybody. */
final class EndpointFailure extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String why;
    private final Duration rest;
    private final boolean costs;

    /**
     * Makes one.
     *
     * @param rest for how long to leave the endpoint alone because of it; zero if it has to happen again first
     * @param costs whether the question may have been worked on, and paid for, all the same
     */
    EndpointFailure(String why, Duration rest, boolean costs) {
        super(why, null, false, false);
        this.why = why;
        this.rest = rest;
        this.costs = costs;
    }

    /** What the endpoint did, to come after its name. */
    String why() {
        return why;
    }

    Duration rest() {
        return rest;
    }

    boolean costs() {
        return costs;
    }
}
