package dev.guildline.core.internal;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.Side;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The lanes in which something waits or is under way. Thread-safe. */
final class Lanes {
    private final Map<Lane.Key, Lane> all = new ConcurrentHashMap<>();

    static Lane.Key keyOf(Delivery delivery) {
        return new Lane.Key(delivery.conversation(), delivery.side());
    }

    /** Puts a consignment into its lane. */
    void put(Consignment consignment, BiConsumer<Lane, Consignment> how) {
        all.compute(keyOf(consignment.delivery()), (key, lane) -> {
            Lane used = lane == null ? new Lane() : lane;
            how.accept(used, consignment);
            return used;
        });
    }

    @Nullable
    Lane find(Lane.Key key) {
        return all.get(key);
    }

    Set<Lane.Key> keys() {
        return all.keySet();
    }

    void removeIfIdle(Lane.Key key) {
        all.computeIfPresent(key, (k, lane) -> lane.isIdle() ? null : lane);
    }

    void clear() {
        all.clear();
    }

    boolean hasAnyOf(ConversationId conversation) {
        for (Side side : Side.values()) {
            if (all.containsKey(new Lane.Key(conversation, side))) {
                return true;
            }
        }
        return false;
    }

    /** How many consignments there are in all lanes. */
    int size() {
        return all.values().stream().mapToInt(Lane::size).sum();
    }
}
