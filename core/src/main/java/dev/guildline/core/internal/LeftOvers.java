package dev.guildline.core.internal;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import java.util.ArrayList;
import java.util.List;

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
            page = tx.outbox()
                    .list(DeliveryState.PENDING, page.get(page.size() - 1).id(), PAGE);
        }
        return all;
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
            relay.takeUp(pending);
            relay.pumpAll();
        });
    }
}
