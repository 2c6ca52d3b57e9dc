package dev.guildline.core.memory;

import dev.guildline.core.port.casework.CaseManagement;
import dev.guildline.core.port.store.ConversationStore;
import dev.guildline.core.port.store.CustomerStore;
import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
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
    private final Everything everything = new Everything(
            new InMemoryConversations(undo),
            new InMemoryCustomers(undo),
            new InMemoryJournal(undo),
            new InMemoryOutbox(undo),
            new InMemoryInbox(undo),
            new InMemoryCases(undo));

    /** Makes empty stores. */
    public InMemoryStores() {}

    @Override
    public synchronized <T> T inTransaction(Function<Transaction, T> work) {
        boolean done = false;
        try {
            T result = work.apply(everything);
            done = true;
            return result;
        } finally {
            if (done) {
                undo.forget();
            } else {
                undo.undo();
            }
        }
    }

    private record Everything(
            ConversationStore conversations,
            CustomerStore customers,
            Journal journal,
            Outbox outbox,
            Inbox inbox,
            CaseManagement cases)
            implements Transaction {}
}
