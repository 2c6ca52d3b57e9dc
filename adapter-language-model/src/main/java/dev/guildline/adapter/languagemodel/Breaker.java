package dev.guildline.adapter.languagemodel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps away from an endpoint that does not work, so that customers do not wait for it in vain. When a rest is over, one
 * question tries it; the others keep away until that one has ended. Thread-safe.
 */
final class Breaker {
    private static final int FAILURES_BEFORE_REST = 3;
    private static final Duration FIRST_REST = Duration.ofSeconds(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 4;

    private final InstantSource clock;
    private final Duration longestTry;
    private Instant closedUntil = Instant.MIN;
    private int failures;
    private boolean onTrial;

    /**
     * Makes one.
     *
     * @param longestTry after which time a question has ended for sure
     */
    Breaker(InstantSource clock, Duration longestTry) {
        this.clock = clock;
        this.longestTry = longestTry;
    }

    /** Whether a question may be asked now. Whoever gets a yes tells how it went. */
    synchronized boolean mayAsk() {
        Instant now = clock.instant();
        if (now.isBefore(closedUntil)) {
            return false;
        }
        if (onTrial) {
            closedUntil = now.plus(longestTry);
        }
        return true;
    }

    synchronized void worked() {
        failures = 0;
        onTrial = false;
        closedUntil = Instant.MIN;
    }

    /**
     * The endpoint failed.
     *
     * @param rest for how long it is left alone at least; zero if one failure does not say so
     * @return whether it is left alone now
     */
    synchronized boolean failed(Duration rest) {
        failures++;
        Duration longer = failures < FAILURES_BEFORE_REST
                ? Duration.ZERO
                : shorter(
                        LONGEST_REST,
                        FIRST_REST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - FAILURES_BEFORE_REST)));
        Duration chosen = rest.compareTo(longer) > 0 ? rest : longer;
        if (chosen.isZero()) {
            return false;
        }
        onTrial = true;
        closedUntil = clock.instant().plus(chosen);
        return true;
    }

    /** For how long it is still left alone. */
    synchronized Duration rest() {
        Duration left = Duration.between(clock.instant(), closedUntil);
        return closedUntil.equals(Instant.MIN) || left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
