package dev.guildline.core.simulation;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.AdmissionStore;
import dev.guildline.core.port.store.ConversationStore;
import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.InboxKey;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what a transaction keeps, in order. Proxies, so that whatever the ports learn to do besides passes through
 * untouched.
 */
final class Recorder {
    /** Something that was kept. */
    sealed interface Change {
        /** An entry of a journal. */
        record Appended(Message entry) implements Change {}

        /** A conversation, new or changed. */
        record Saved(Conversation conversation) implements Change {}

        /** A new delivery. */
        record Promised(Delivery delivery) implements Change {}

        /** A changed delivery. */
        record Changed(Delivery delivery) implements Change {}

        /** An event that was not known. */
        record Remembered(InboxKey key) implements Change {}

        /** An entry that was edited or taken back. */
        record Revised(MessageChange change) implements Change {}

        /** A customer who may not come in. */
        record Blocked(Block block) implements Change {}

        /** A customer who may come in again. */
        record Unblocked(CustomerId customer) implements Change {}

        /** Nobody new may come in. */
        record Paused(Pause pause) implements Change {}

        /** Everybody may. */
        record Resumed() implements Change {}
    }

    private final List<Change> changes = new ArrayList<>();
    private @Nullable Transaction real;
    private @Nullable Transaction recording;

    void begin() {
        changes.clear();
    }

    List<Change> changes() {
        return changes;
    }

    Transaction recording(Transaction tx) {
        Transaction made = recording;
        if (made == null || tx != real) {
            real = tx;
            made = proxy(Transaction.class, tx);
            recording = made;
        }
        return made;
    }

    private Transaction proxy(Class<Transaction> port, Transaction tx) {
        Map<String, Object> parts = Map.of(
                "conversations",
                proxy(ConversationStore.class, tx.conversations(), (method, result, argument) -> {
                    if (method.equals("add") || method.equals("save")) {
                        changes.add(new Change.Saved((Conversation) argument));
                    }
                }),
                "journal",
                proxy(Journal.class, tx.journal(), (method, result, argument) -> {
                    if (method.equals("append")) {
                        changes.add(new Change.Appended((Message) argument));
                    } else if (method.equals("change")) {
                        changes.add(new Change.Revised((MessageChange) argument));
                    }
                }),
                "admission",
                proxy(AdmissionStore.class, tx.admission(), this::admission),
                "outbox",
                proxy(Outbox.class, tx.outbox(), (method, result, argument) -> {
                    if (method.equals("add")) {
                        changes.add(new Change.Promised((Delivery) result));
                    } else if (method.equals("save")) {
                        changes.add(new Change.Changed((Delivery) argument));
                    }
                }),
                "inbox",
                proxy(Inbox.class, tx.inbox(), (method, result, argument) -> {
                    if (method.equals("firstTime") && Boolean.TRUE.equals(result)) {
                        changes.add(new Change.Remembered((InboxKey) argument));
                    }
                }));
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (p, method, arguments) -> {
                    Object part = parts.get(method.getName());
                    return part != null ? part : method.invoke(tx, arguments);
                }));
    }

    private void admission(String method, @Nullable Object result, @Nullable Object argument) {
        if (argument instanceof Block block) {
            changes.add(new Change.Blocked(block));
        } else if (argument instanceof Pause pause) {
            changes.add(new Change.Paused(pause));
        } else if (method.equals("lift") && argument instanceof CustomerId customer && Boolean.TRUE.equals(result)) {
            changes.add(new Change.Unblocked(customer));
        } else if (method.equals("endPause") && Boolean.TRUE.equals(result)) {
            changes.add(new Change.Resumed());
        }
    }

    /** Hears of every call that went well. */
    private interface Hearing {
        void heard(String method, @Nullable Object result, @Nullable Object argument);
    }

    private static <P> P proxy(Class<P> port, P real, Hearing hearing) {
        InvocationHandler handler = (p, method, arguments) -> {
            Object result;
            try {
                result = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            hearing.heard(method.getName(), result, arguments == null ? null : arguments[0]);
            return result;
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
