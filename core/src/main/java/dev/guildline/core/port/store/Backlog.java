package dev.guildline.core.port.store;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept and not done with, over all processes.
 *
 * @param open how many conversations there are in each status but the last; a status without any may be missing
 * @param deliveries how many deliveries there are at each side in each state but {@code DELIVERED}, without those that
 *     were out of date; none may be missing
 * @param oldestPendingOrNull when the oldest pending delivery was promised; null if none is
 * @param paused whether new conversations are kept out
 * @param blocked how many customers are kept out
 */
public record Backlog(
        Map<ConversationStatus, Long> open,
        Map<At, Long> deliveries,
        @Nullable Instant oldestPendingOrNull,
        boolean paused,
        long blocked) {
    /** Keeps unchangeable copies. */
    public Backlog {
        open = Map.copyOf(open);
        deliveries = Map.copyOf(deliveries);
    }

    /**
     * Where a delivery goes and where it stands.
     *
     * @param side where it goes
     * @param state where it stands
     */
    public record At(Side side, DeliveryState state) {}

    /**
     * When the oldest pending delivery was promised.
     *
     * @return the moment, empty if none is pending
     */
    public Optional<Instant> oldestPending() {
        return Optional.ofNullable(oldestPendingOrNull);
    }
}
