package dev.guildline.core.conversation;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For how long things are kept after a conversation has ended and nothing more has happened in it. Open conversations
 * keep everything. What may still have to be retried (deliveries that are unknown or parked, and what they need) is kept
 * twice as long, and where something is pending everything stays. Cases, figures and the conversations themselves (who,
 * when, how it ended) are always kept.
 *
 * @param filesOrNull for how long the contents of files are kept; null for ever. They go with the words at the latest
 * @param deliveriesOrNull for how long is kept what was sent where, and by what repetitions of events are recognised
 *     (those from when the event was seen); null for ever. A conversation's deliveries go with its words at the latest
 * @param talksOrNull for how long is kept what was said; null for ever
 */
public record Retention(
        @Nullable Duration filesOrNull,
        @Nullable Duration deliveriesOrNull,
        @Nullable Duration talksOrNull) {
    /** Nothing is ever deleted. */
    public static final Retention FOREVER = new Retention(null, null, null);

    /** Repetitions of an event have to be recognised for as long as anybody tells it again. */
    public static final Duration SHORTEST_FOR_DELIVERIES = Duration.ofDays(7);

    /** The shortest time for anything else. */
    public static final Duration SHORTEST = Duration.ofDays(1);

    /**
     * Checks all.
     *
     * @throws IllegalArgumentException if one is too short
     */
    public Retention {
        if (isShorter(filesOrNull, SHORTEST)
                || isShorter(talksOrNull, SHORTEST)
                || isShorter(deliveriesOrNull, SHORTEST_FOR_DELIVERIES)) {
            throw new IllegalArgumentException("files and talks must be kept for a day at least, deliveries for seven");
        }
    }

    private static boolean isShorter(@Nullable Duration length, Duration least) {
        return length != null && length.compareTo(least) < 0;
    }

    /**
     * For how long the contents of files are kept.
     *
     * @return how long, empty if for ever
     */
    public Optional<Duration> files() {
        return earlier(filesOrNull, talksOrNull);
    }

    /**
     * For how long a conversation's deliveries are kept.
     *
     * @return how long, empty if for ever
     */
    public Optional<Duration> deliveries() {
        return earlier(deliveriesOrNull, talksOrNull);
    }

    /**
     * For how long repetitions of an event are recognised by what was kept of it for that.
     *
     * @return how long, empty if for ever
     */
    public Optional<Duration> events() {
        return Optional.ofNullable(deliveriesOrNull);
    }

    /**
     * For how long is kept what was said.
     *
     * @return how long, empty if for ever
     */
    public Optional<Duration> talks() {
        return Optional.ofNullable(talksOrNull);
    }

    private static Optional<Duration> earlier(@Nullable Duration one, @Nullable Duration other) {
        if (one == null || other == null) {
            return Optional.ofNullable(one == null ? other : one);
        }
        return Optional.of(one.compareTo(other) < 0 ? one : other);
    }
}
