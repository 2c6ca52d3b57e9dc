package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A fault of the REST API on some route: how often it strikes, and what it does then. Begin with {@link SandboxFaults#on}; it takes effect with the
 * method that says what happens. Safe for use by several threads once it has taken effect.
 */
public final class SandboxFault {
    /** What a fault does. */
    enum Kind {
        /** Hold the call back for a while, then treat it as usual. */
        DELAY,
        /** Answer an error instead of treating the call. */
        STATUS,
        /** Answer 429 instead of treating the call. */
        RATE_LIMIT,
        /** Cut the connection before treating the call. */
        REFUSE,
        /** Treat the call, then cut the connection instead of answering. */
        LOSE_ANSWER,
        /** Treat the call at once and answer it later. */
        DELAY_ANSWER
    }

    private final SandboxFaults faults;
    private final RoutePattern route;
    private final AtomicInteger hits = new AtomicInteger();
    private int left = Integer.MAX_VALUE;
    private double probability = 1;
    private Kind kind = Kind.STATUS;
    private Duration time = Duration.ZERO;
    private int status;
    private boolean global;

    SandboxFault(SandboxFaults faults, RoutePattern route) {
        this.faults = faults;
        this.route = route;
    }

    /**
     * Limits how often it strikes.
     *
     * @param count number of calls it strikes; afterwards it is over
     * @return this
     */
    public SandboxFault times(int count) {
        left = count;
        return this;
    }

    /**
     * Makes it strike at random, decided by the seed of {@link SandboxFaults#seed}.
     *
     * @param chance 0 to 1
     * @return this
     */
    public SandboxFault probability(double chance) {
        if (!(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1, not " + chance);
        }
        probability = chance;
        return this;
    }

    /**
     * Holds calls back.
     *
     * @param latency for how long
     * @return this, in effect
     */
    public SandboxFault delay(Duration latency) {
        time = latency;
        return start(Kind.DELAY);
    }

    /**
     * Answers with an error and does nothing.
     *
     * @param httpStatus for example 500, 502, 503
     * @return this, in effect
     */
    public SandboxFault status(int httpStatus) {
        status = httpStatus;
        return start(Kind.STATUS);
    }

    /**
     * Answers 429 with the headers and body of Discord.
     *
     * @param retryAfter time to wait
     * @param forEverything whether it is the global limit rather than that of the route
     * @return this, in effect
     */
    public SandboxFault rateLimit(Duration retryAfter, boolean forEverything) {
        time = retryAfter;
        global = forEverything;
        return start(Kind.RATE_LIMIT);
    }

    /**
     * Cuts the connection before anything is done.
     *
     * @return this, in effect
     */
    public SandboxFault refuse() {
        return start(Kind.REFUSE);
    }

    /**
     * Does what is asked, then cuts the connection instead of answering.
     *
     * @return this, in effect
     */
    public SandboxFault loseAnswer() {
        return start(Kind.LOSE_ANSWER);
    }

    /**
     * Does what is asked at once, and answers it later: after the client has given up, if that is long enough.
     *
     * @param latency what passes before the answer
     * @return this, in effect
     */
    public SandboxFault delayAnswer(Duration latency) {
        time = latency;
        return start(Kind.DELAY_ANSWER);
    }

    /** Whether the call is treated all the same. */
    boolean isTreated() {
        return kind == Kind.LOSE_ANSWER || kind == Kind.DELAY_ANSWER;
    }

    /**
     * How often it struck.
     *
     * @return number of calls
     */
    public int hits() {
        return hits.get();
    }

    /** Ends it. */
    public void stop() {
        faults.remove(this);
    }

    private SandboxFault start(Kind what) {
        kind = what;
        faults.add(this);
        return this;
    }

    /** Decides about one call. Called under the lock of {@link SandboxFaults}. */
    boolean strikes(String method, String path, Random random) {
        if (left <= 0 || !route.matches(method, path) || (probability < 1 && random.nextDouble() >= probability)) {
            return false;
        }
        left--;
        hits.incrementAndGet();
        return true;
    }

    Kind kind() {
        return kind;
    }

    Duration time() {
        return time;
    }

    int status() {
        return status;
    }

    boolean isGlobal() {
        return global;
    }
}
