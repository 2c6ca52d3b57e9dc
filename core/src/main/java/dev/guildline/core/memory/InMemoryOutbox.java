package dev.guildline.core.memory;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.NewDelivery;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

final class InMemoryOutbox implements Outbox {
    private final TreeMap<DeliveryId, Delivery> all = new TreeMap<>();
    private final UndoLog undo;
    private long lastId;

    InMemoryOutbox(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public Delivery add(NewDelivery promised, Instant now) {
        Delivery delivery = new Delivery(
                new DeliveryId(++lastId),
                promised.conversation(),
                promised.side(),
                promised.errand(),
                promised.onlyInEpochOrNull(),
                DeliveryState.PENDING,
                0,
                null,
                "",
                now,
                false);
        undo.put(all, delivery.id(), delivery);
        return delivery;
    }

    @Override
    public void save(Delivery changed) {
        if (!all.containsKey(changed.id())) {
            throw new IllegalStateException("delivery " + changed.id() + " was never added");
        }
        undo.put(all, changed.id(), changed);
    }

    @Override
    public Optional<Delivery> find(DeliveryId id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public List<Delivery> list(DeliveryState state, DeliveryId after, int limit) {
        return all.tailMap(after, false).values().stream()
                .filter(d -> d.state() == state)
                .limit(limit)
                .toList();
    }

    boolean hasAny(ConversationId conversation, Set<DeliveryState> states) {
        return of(conversation).stream().anyMatch(d -> states.contains(d.state()));
    }

    int forget(Collection<ConversationId> of, Set<DeliveryState> states, int limit) {
        List<DeliveryId> old = all.values().stream()
                .filter(d -> of.contains(d.conversation()) && states.contains(d.state()))
                .map(Delivery::id)
                .limit(limit)
                .toList();
        old.forEach(id -> undo.remove(all, id));
        return old.size();
    }

    @Override
    public List<Delivery> of(ConversationId conversation) {
        return all.values().stream()
                .filter(d -> d.conversation().equals(conversation))
                .toList();
    }
}
