package dev.guildline.core.knowledge;

import java.time.Duration;

/**
 * How long questions that were not answered are kept.
 *
 * @param longest for how long
 * @param most how many at most; some sixty more for a short time. The oldest ones go first
 */
public record QuestionRetention(Duration longest, int most) {
    /** Half a year, and twenty thousand. */
    public static final QuestionRetention DEFAULT = new QuestionRetention(Duration.ofDays(180), 20_000);

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public QuestionRetention {
        if (longest.isNegative() || longest.isZero() || most < 1) {
            throw new IllegalArgumentException("longest and most must be positive");
        }
    }
}
