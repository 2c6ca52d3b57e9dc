package dev.guildline.core.relay;

import java.time.Duration;

/**
 * How long is waited between attempts, and when a delivery is given up.
 *
 * @param first the wait after the first failed attempt
 * @param longest no wait is longer than this, unless the far side asks for it
 * @param jitter the share of a wait that is left to chance, 0 to 1
 * @param attempts how many attempts are made before a delivery is parked, at least 1
 */
public record RetryPolicy(Duration first, Duration longest, double jitter, int attempts) {
    /** Half a second at first, doubling up to a minute, a fifth left to chance, given up after 25 attempts (some 20 minutes). */
    public static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofMillis(500), Duration.ofMinutes(1), 0.2, 25);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public RetryPolicy {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first must be positive");
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest must not be shorter than first");
        }
        if (jitter < 0 || jitter > 1) {
            throw new IllegalArgumentException("jitter must be between 0 and 1");
        }
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1");
        }
    }

    /**
     * The wait before the next attempt.
     *
     * @param failedAttempts how many attempts have failed, at least 1
     * @param chance a random number from 0 (inclusive) to 1 (exclusive)
     * @return the wait
     */
    public Duration waitAfter(int failedAttempts, double chance) {
        int doublings = Math.min(Math.max(failedAttempts, 1) - 1, 30);
        long plain = Math.min(first.toMillis() << doublings, longest.toMillis());
        return Duration.ofMillis(Math.round(plain * (1 - jitter * chance)));
    }
}
