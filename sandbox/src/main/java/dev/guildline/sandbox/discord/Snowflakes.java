package dev.guildline.sandbox.discord;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes ids as Discord does: milliseconds since 2015 in the upper bits, and every id larger than the one before. Ids lie far enough apart to be told
 * apart even after a tool read them as doubles.
 */
final class Snowflakes {
    private static final long EPOCH = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final long STEP = 1024;

    private final InstantSource clock;
    private long last;

    Snowflakes(InstantSource clock) {
        this.clock = clock;
    }

    synchronized long next() {
        long candidate = (clock.millis() - EPOCH) << TIME_SHIFT;
        last = Math.max(candidate, last + STEP);
        return last;
    }

    static Instant timeOf(long id) {
        return Instant.ofEpochMilli((id >>> TIME_SHIFT) + EPOCH);
    }

    /** Reads an id from a request; Discord refuses what is not a number. */
    static long parse(String field, String text) {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw FormErrors.of(field, "NUMBER_TYPE_COERCE", "Value \"" + text + "\" is not snowflake.");
        }
    }
}
