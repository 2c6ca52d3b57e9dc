package dev.guildline.core.relay;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one process is delivering, from its memory.
 *
 * @param active whether this process makes the deliveries
 * @param epoch how often the role of the one that does was taken, until this process last took it; 0 if it never did,
 *     and where nobody else can use the store
 * @param underWay how many deliveries it has begun and not ended
 * @param lanes what waits at each side, all sides among it; nothing does in a process that stands by
 */
public record RelayFigures(boolean active, long epoch, int underWay, Map<Side, Waiting> lanes) {
    /** Keeps an unchangeable copy. */
    public RelayFigures {
        lanes = Map.copyOf(lanes);
    }

    /**
     * What waits at one side.
     *
     * @param pending how many deliveries are pending, those under way among them
     * @param oldestOrNull when the oldest one of them was promised; null if there is none
     * @param retrying in how many conversations the next attempt has its time still to come
     * @param slowed in how many conversations the customer writes faster than is passed on
     */
    public record Waiting(int pending, @Nullable Instant oldestOrNull, int retrying, int slowed) {
        /**
         * When the oldest one was promised.
         *
         * @return the moment, empty if none is pending
         */
        public Optional<Instant> oldest() {
            return Optional.ofNullable(oldestOrNull);
        }
    }
}
