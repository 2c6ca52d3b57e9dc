package dev.guildline.core.internal;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is pending according to the store and not in its lane: kept by a commit of unclear outcome. */
final class LeftOvers implements JournalWriter.Doubt {
    private static final int PAGE = 1000;

    private final Relay relay;
    private final Leadership leadership;
    private final Undelivered undelivered;

    LeftOvers(Relay relay, Leadership leadership, Undelivered undelivered) {
        this.relay = relay;
        this.leadership = leadership;
        this.undelivered = undelivered;
    }

    /** All that is pending, in the order of the identities. */
    static List<Delivery> pending(Transaction tx) {
        return pending(tx, new DeliveryId(0));
    }

    /** What is pending and newer than a delivery. */
    static List<Delivery> pending(Transaction tx, DeliveryId after) {
        List<Delivery> all = new ArrayList<>();
        List<Delivery> page = tx.outbox().list(DeliveryState.PENDING, after, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < PAGE
                    ? List.of()
                    : tx.outbox()
                            .list(
                                    DeliveryState.PENDING,
                                    page.get(page.size() - 1).id(),
                                    PAGE);
        }
        return all;
    }

    /**
     * What an earlier process left, in the order of the identities. In doubt is what it tried, and what it may have had
     * under way: the first that it had not tried. Which one that was cannot be told where some were made pending again,
     * because those had gone to the end.
     */
    static List<Consignment> inherited(List<Delivery> leftOver) {
        Set<Lane.Key> reordered = leftOver.stream()
                .filter(d -> d.missed() || (d.attempts() == 0 && !d.note().isEmpty()))
                .map(Lanes::keyOf)
                .collect(Collectors.toSet());
        Set<Lane.Key> headsPassed = new HashSet<>();
        List<Consignment> inherited = new ArrayList<>();
        for (Delivery delivery : leftOver) {
            Lane.Key key = Lanes.keyOf(delivery);
            boolean tried = delivery.firstAttemptAt().isPresent();
            boolean mayBeHead = !headsPassed.contains(key) || reordered.contains(key);
            if (!tried) {
                headsPassed.add(key);
            }
            inherited.add(new Consignment(delivery, null, tried || mayBeHead));
        }
        return inherited;
    }

    @Override
    public void arises() {
        relay.forgetConversations();
        undelivered.forgetAll();
    }

    @Override
    public void isResolved(Step step) {
        if (!leadership.isActive()) {
            return;
        }
        List<Delivery> pending = pending(step.tx());
        step.afterCommit(() -> {
            // This transaction may have been the one that found another process in charge.
            if (leadership.isActive()) {
                relay.takeUp(pending);
                relay.pumpAll();
            }
        });
    }
}
