package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.NewDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One piece of work inside the journal writer's transaction, and what is to follow once it is committed. */
final class Step {
    private final Transaction tx;
    private final Instant now;
    private final boolean delivers;
    private final List<Consignment> promised = new ArrayList<>();
    private final Map<Object, Conversation> changed = new LinkedHashMap<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Message> entries = new ArrayList<>(2);
    private int repetitions;

    /**
     * Begins one.
     *
     * @param delivers whether this process makes the deliveries, as the transaction has found
     */
    Step(Transaction tx, Instant now, boolean delivers) {
        this.tx = tx;
        this.now = now;
        this.delivers = delivers;
    }

    /** Whether it is this process that makes the deliveries. If not, what it remembers of them may be out of date. */
    boolean delivers() {
        return delivers;
    }

    Transaction tx() {
        return tx;
    }

    Instant now() {
        return now;
    }

    /** Whether an event was not heard before; from now on it was. */
    boolean hearsFirst(InboxKey key) {
        boolean first = tx.inbox().firstTime(key, now);
        repetitions += first ? 0 : 1;
        return first;
    }

    /** Adds an entry to its conversation's journal. */
    void append(Message entry) {
        tx.journal().append(entry);
        entries.add(entry);
    }

    /** Promises a delivery; the relay gets it after the commit, together with the entry so that it need not be read. */
    DeliveryId promise(NewDelivery delivery, @Nullable Message entry) {
        Delivery kept = tx.outbox().add(delivery, now);
        promised.add(new Consignment(kept, entry, false));
        return kept.id();
    }

    /** Hands a delivery that is already kept to the relay again. Earlier attempts may have succeeded. */
    void reissue(Delivery delivery) {
        promised.add(new Consignment(delivery, null, true));
    }

    void save(Conversation conversation) {
        tx.conversations().save(conversation);
        changed.put(conversation.id(), conversation);
    }

    void add(Conversation conversation) {
        tx.conversations().add(conversation);
        changed.put(conversation.id(), conversation);
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    List<Consignment> promised() {
        return promised;
    }

    List<Message> entries() {
        return entries;
    }

    int repetitions() {
        return repetitions;
    }

    Iterable<Conversation> changed() {
        return changed.values();
    }

    List<Runnable> following() {
        return afterCommit;
    }
}
