package dev.guildline.core.admission;

import java.time.Duration;

/**
 * How fast what customers write is passed on. Nothing is refused for it: what is over the budget is kept, waits its turn,
 * and the customer is told so.
 *
 * @param burst how many messages of one customer are passed on at once, 1 or more
 * @param each one more of the same customer after that time; zero for no limit
 * @param overallPerSecond how many of all customers together are passed on in a second; 0 for no limit
 */
public record IntakeBudget(int burst, Duration each, int overallPerSecond) {
    /** No limit. */
    public static final IntakeBudget UNLIMITED = new IntakeBudget(1, Duration.ZERO, 0);

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException naming the part that makes no sense
     */
    public IntakeBudget {
        if (burst < 1) {
            throw new IllegalArgumentException("burst: at least one message must be let through at once");
        }
        if (each.isNegative()) {
            throw new IllegalArgumentException("each: must not be negative");
        }
        if (overallPerSecond < 0) {
            throw new IllegalArgumentException("overallPerSecond: must not be negative");
        }
    }
}
