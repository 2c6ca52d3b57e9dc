package dev.guildline.core.memory;

import dev.guildline.core.port.casework.CaseManagement;
import dev.guildline.core.port.store.AdmissionStore;
import dev.guildline.core.port.store.ConversationStore;
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
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * All stores in memory. Thread-safe: one transaction at a time. What a failed transaction did is undone.
 *
 * <pre>{@code
 * UnitOfWork stores = new InMemoryStores();
 * stores.inTransaction(tx -> tx.inbox().firstTime(key, now));
 * }</pre>
 */
public final class InMemoryStores implements UnitOfWork {
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
