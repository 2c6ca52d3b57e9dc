package dev.guildline.core.internal;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.RelayFigures;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.EnumMap;
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

    /** What waits at each side. Looks at every lane, one after the other. */
    Map<Side, RelayFigures.Waiting> figures(Instant now) {
        Map<Side, WaitingCount> counts = new EnumMap<>(Side.class);
        all.forEach((key, lane) -> lane.countInto(counts.computeIfAbsent(key.side(), side -> new WaitingCount()), now));
        Map<Side, RelayFigures.Waiting> figures = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            figures.put(side, counts.getOrDefault(side, new WaitingCount()).result());
        }
        return figures;
    }

    /** How many consignments there are in all lanes. */
    int size() {
        return all.values().stream().mapToInt(Lane::size).sum();
    }
}
