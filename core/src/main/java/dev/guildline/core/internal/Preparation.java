package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Gets together what an errand needs: from memory where it is there, else from the store. Thread-safe. */
final class Preparation {
    /** More than ever stands between two messages to a customer. */
    private static final int LOOK_BACK = 200;

    private final Map<ConversationId, Conversation> current = new ConcurrentHashMap<>();
    private final Leadership leadership;

    Preparation(Leadership leadership) {
        this.leadership = leadership;
    }

    /** A conversation as it is since the last commit. */
    void know(Conversation conversation) {
        current.put(conversation.id(), conversation);
    }

    /** The latest that is known of a conversation. */
    Conversation latest(Conversation read) {
        return current.getOrDefault(read.id(), read);
    }

    void forgetIf(ConversationId id, Predicate<Conversation> notNeeded) {
        current.computeIfPresent(id, (k, c) -> notNeeded.test(c) ? null : c);
    }

    void forgetAll() {
        current.clear();
    }

    CompletionStage<Courier.Load> prepare(Consignment head, JournalWriter writer) {
        Delivery delivery = head.delivery();
        Conversation known = current.get(delivery.conversation());
        Message entry = head.entry();
        boolean bringsEntry =
                delivery.errand() instanceof Errand.RelayMessage || delivery.errand() instanceof Errand.RelayChange;
        boolean answers = entry != null
                && delivery.side() == Side.CUSTOMER
                && entry.replyTo().isPresent();
        // What another process did to the conversation is found by the fence of a transaction.
        boolean mayBeOutOfDate = leadership.isShared() && delivery.onlyInEpoch().isPresent();
        boolean looksBack = head.doubtful() && delivery.side() == Side.CUSTOMER;
        if (known != null && (entry != null || !bringsEntry) && !answers && !mayBeOutOfDate && !looksBack) {
            return CompletableFuture.completedFuture(
                    new Courier.Load(delivery, known, entry, null, null, head.doubtful(), null));
        }
        return writer.writeOfRelay(step -> {
            Conversation conversation = step.tx()
                    .conversations()
                    .find(delivery.conversation())
                    .orElseThrow(() -> new IllegalStateException("no conversation for delivery " + delivery.id()));
            step.afterCommit(() -> current.putIfAbsent(conversation.id(), conversation));
            return load(step.tx().journal(), delivery, conversation, head.doubtful());
        });
    }

    private static Courier.Load load(Journal journal, Delivery delivery, Conversation conversation, boolean doubtful) {
        if (delivery.errand() instanceof Errand.RelayMessage relay) {
            Message entry = journal.find(new MessageId(delivery.conversation(), relay.sequence()))
                    .orElseThrow(() -> new IllegalStateException("no entry for delivery " + delivery.id()));
            boolean toCustomer = delivery.side() == Side.CUSTOMER;
            ExternalRef replyTo = toCustomer
                    ? entry.replyTo()
                            .flatMap(answered -> journal.nameOf(answered, Side.CUSTOMER))
                            .orElse(null)
                    : null;
            ExternalRef after = toCustomer && doubtful ? lastKnownBefore(journal, entry.id()) : null;
            // Customers are shown what an agent has made of it meanwhile; agents are told one after the other.
            List<MessageChange> changes = toCustomer ? journal.changesOf(entry.id()) : List.of();
            return Revisions.applied(entry, changes)
                    .map(now -> new Courier.Load(delivery, conversation, now, null, replyTo, doubtful, after))
                    .orElseGet(() -> new Courier.Load(
                            delivery, conversation, entry, changes.get(changes.size() - 1), null, doubtful, after));
        } else if (delivery.errand() instanceof Errand.RelayChange relay) {
            MessageId id = new MessageId(delivery.conversation(), relay.sequence());
            List<MessageChange> changes = journal.changesOf(id);
            Message before = journal.find(id)
                    .filter(entry -> changes.size() >= relay.number())
                    .flatMap(entry -> Revisions.applied(entry, changes.subList(0, relay.number() - 1)))
                    .orElseThrow(() -> new IllegalStateException("no change for delivery " + delivery.id()));
            return new Courier.Load(
                    delivery, conversation, before, changes.get(relay.number() - 1), null, doubtful, null);
        }
        return new Courier.Load(delivery, conversation, null, null, null, doubtful, null);
    }

    /** What the lane delivered before: whatever came of an earlier attempt is newer. */
    private static @Nullable ExternalRef lastKnownBefore(Journal journal, MessageId entry) {
        List<Message> before = journal.read(entry.conversation(), Math.max(0, entry.sequence() - LOOK_BACK)).stream()
                .filter(m -> m.id().sequence() < entry.sequence())
                .filter(m -> m.author().kind() != AuthorKind.CUSTOMER)
                .toList();
        for (int i = before.size() - 1; i >= 0; i--) {
            Optional<ExternalRef> name = journal.nameOf(before.get(i).id(), Side.CUSTOMER);
            if (name.isPresent()) {
                return name.get();
            }
        }
        return null;
    }
}
