package dev.guildline.core.internal;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import java.util.ArrayList;
import java.util.List;

/** What is pending according to the store and not in its lane: kept by a commit of unclear outcome. */
final class LeftOvers implements JournalWriter.Doubt {
    private static final int PAGE = 1000;

    private final Relay relay;

    LeftOvers(Relay relay) {
        this.relay = relay;
    }

    /** All that is pending, in the order of the identities. */
    static List<Delivery> pending(Step step) {
        List<Delivery> all = new ArrayList<>();
        List<Delivery> page = step.tx().outbox().list(DeliveryState.PENDING, new DeliveryId(0), PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = step.tx()
                    .outbox()
                    .list(DeliveryState.PENDING, page.get(page.size() - 1).id(), PAGE);
        }
        return all;
    }

    @Override
    public void arises() {
        relay.forgetConversations();
    }

    @Override
    public void isResolved(Step step) {
        List<Delivery> pending = pending(step);
        step.afterCommit(() -> {
            relay.takeUp(pending);
            relay.pumpAll();
        });
    }
}
