package dev.guildline.core.memory;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.casework.CaseManagement;
import dev.guildline.core.port.store.AdmissionStore;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.ConversationStore;
import dev.guildline.core.port.store.CountsBacklog;
import dev.guildline.core.port.store.CustomerStore;
import dev.guildline.core.port.store.FigureStore;
import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.port.store.RelayLease;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnansweredStore;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All stores in memory. Thread-safe: one transaction at a time. What a failed transaction did is undone.
 *
 * <pre>{@code
 * UnitOfWork stores = new InMemoryStores();
 * stores.inTransaction(tx -> tx.inbox().firstTime(key, now));
 * }</pre>
 */
public final class InMemoryStores implements UnitOfWork, CountsBacklog {
    private static final Set<ConversationStatus> OPEN = EnumSet.complementOf(EnumSet.of(ConversationStatus.CLOSED));

    private final UndoLog undo = new UndoLog();
    private final boolean shared;
    private final InMemoryLease lease;
    private final Everything everything;
    private final List<Runnable> hearing = new CopyOnWriteArrayList<>();

    /** Makes empty stores for one deployment. */
    public InMemoryStores() {
        this(false, InstantSource.system());
    }

    private InMemoryStores(boolean shared, InstantSource clock) {
        this.shared = shared;
        lease = new InMemoryLease(undo, clock);
        InMemoryConversations conversations = new InMemoryConversations(undo);
        InMemoryJournal journal = new InMemoryJournal(undo);
        InMemoryOutbox outbox = new InMemoryOutbox(undo);
        InMemoryInbox inbox = new InMemoryInbox(undo);
        everything = new Everything(
                conversations,
                new InMemoryCustomers(undo),
                journal,
                outbox,
                inbox,
                new InMemoryCases(undo),
                lease,
                new InMemoryAdmission(undo),
                new InMemoryUnanswered(undo),
                new InMemoryFigures(undo),
                new InMemoryRetention(undo, conversations, journal, outbox, inbox));
    }

    /**
     * Makes empty stores that several deployments in this process share, as processes share a database.
     *
     * @param clock tells when a lease is over
     * @return the stores
     */
    public static InMemoryStores shared(InstantSource clock) {
        return new InMemoryStores(true, clock);
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        boolean signalled = false;
        T result;
        synchronized (this) {
            boolean done = false;
            try {
                result = work.apply(everything);
                done = true;
            } finally {
                signalled = lease.takeSignal() && done;
                if (done) {
                    undo.forget();
                } else {
                    undo.undo();
                }
            }
        }
        if (signalled) {
            hearing.forEach(Runnable::run);
        }
        return result;
    }

    @Override
    public Backlog backlog(Instant now) {
        return inTransaction(tx -> {
            Map<ConversationStatus, Long> open = tx.conversations().list(OPEN, Integer.MAX_VALUE).stream()
                    .collect(Collectors.groupingBy(Conversation::status, Collectors.counting()));
            List<Delivery> pending = looked(tx, DeliveryState.PENDING);
            Map<Backlog.At, Long> deliveries = Stream.of(
                            pending,
                            looked(tx, DeliveryState.REFUSED),
                            looked(tx, DeliveryState.UNKNOWN),
                            looked(tx, DeliveryState.PARKED))
                    .flatMap(List::stream)
                    .filter(delivery -> delivery.refusal().orElse(null) != Refusal.SUPERSEDED)
                    .collect(Collectors.groupingBy(
                            delivery -> new Backlog.At(delivery.side(), delivery.state()), Collectors.counting()));
            return new Backlog(
                    open,
                    deliveries,
                    pending.stream()
                            .map(Delivery::createdAt)
                            .min(Comparator.naturalOrder())
                            .orElse(null),
                    tx.admission().pause().isPresent(),
                    tx.admission().blocks(Integer.MAX_VALUE).stream()
                            .filter(block -> block.holdsAt(now))
                            .count());
        });
    }

    private static List<Delivery> looked(Transaction tx, DeliveryState state) {
        List<Delivery> all = tx.outbox().list(state, new DeliveryId(0), Integer.MAX_VALUE);
        return state == DeliveryState.PENDING
                ? all.subList(0, Math.min(all.size(), MOST))
                : all.subList(Math.max(0, all.size() - MOST), all.size());
    }

    @Override
    public boolean isShared() {
        return shared;
    }

    /** As promised by the port; every deployment that shares these stores calls it once. */
    @Override
    public void onSignal(Runnable heard) {
        hearing.add(heard);
    }

    private record Everything(
            ConversationStore conversations,
            CustomerStore customers,
            Journal journal,
            Outbox outbox,
            Inbox inbox,
            CaseManagement cases,
            RelayLease lease,
            AdmissionStore admission,
            UnansweredStore unanswered,
            FigureStore figures,
            RetentionStore retention)
            implements Transaction {}
}
