package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import java.util.List;
import java.util.Optional;

/** Keeps edits and deletions beside the entries they are of, and promises to bring them to the other side. */
final class Changes {
    private final Enclosures enclosures;
    private final boolean hasContactCenter;

    Changes(Enclosures enclosures, boolean hasContactCenter) {
        this.enclosures = enclosures;
        this.hasContactCenter = hasContactCenter;
    }

    /** An edit by the kind of author whose messages have their names at that side. */
    ChangeOutcome edited(Step step, Side side, AuthorKind by, MessageEdit edit) {
        Optional<Message> entry = own(step, side, by, edit);
        if (entry.isEmpty()) {
            return ChangeOutcome.UNKNOWN_MESSAGE;
        } else if (!step.hearsFirst(edit.key())) {
            return ChangeOutcome.DUPLICATE;
        }
        MessageId id = entry.get().id();
        List<MessageChange> before = step.tx().journal().changesOf(id);
        Conversation conversation =
                step.tx().conversations().find(id.conversation()).orElseThrow();
        MessageBody body = by == AuthorKind.CUSTOMER
                ? enclosures.byCustomer(edit.text(), edit.enclosures())
                : enclosures.toCustomer(conversation.customer(), edit.text(), edit.enclosures());
        boolean saysSo = Revisions.applied(entry.get(), before)
                .map(now -> isSame(now.body(), body))
                .orElse(true);
        boolean changedSince =
                !before.isEmpty() && before.get(before.size() - 1).at().isAfter(edit.at());
        if (saysSo || changedSince) {
            return ChangeOutcome.IGNORED;
        }
        return keep(step, side, new MessageChange.Edited(id, before.size() + 1, body, edit.at()));
    }

    /** The marks around the words may be in another language than before. */
    private static boolean isSame(MessageBody one, MessageBody other) {
        if (one instanceof MessageBody.Mixed before && other instanceof MessageBody.Mixed after) {
            return before.words().equals(after.words()) && before.enclosures().equals(after.enclosures());
        }
        return one.equals(other);
    }

    /** A deletion by the kind of author whose messages have their names at that side. */
    ChangeOutcome deleted(Step step, Side side, AuthorKind by, MessageDeletion deletion) {
        Optional<Message> entry =
                step.tx().journal().byName(side, deletion.source()).filter(m -> isBy(m, by));
        if (entry.isEmpty()) {
            return ChangeOutcome.UNKNOWN_MESSAGE;
        } else if (!step.hearsFirst(deletion.key())) {
            return ChangeOutcome.DUPLICATE;
        }
        MessageId id = entry.get().id();
        List<MessageChange> before = step.tx().journal().changesOf(id);
        if (Revisions.applied(entry.get(), before).isEmpty()) {
            return ChangeOutcome.IGNORED;
        }
        return keep(step, side, new MessageChange.Deleted(id, before.size() + 1, deletion.at()));
    }

    private static Optional<Message> own(Step step, Side side, AuthorKind by, MessageEdit edit) {
        return step.tx().journal().byName(side, edit.source()).filter(m -> isBy(m, by));
    }

    private static boolean isBy(Message entry, AuthorKind kind) {
        return entry.author().kind() == kind;
    }

    private ChangeOutcome keep(Step step, Side madeAt, MessageChange change) {
        Journal journal = step.tx().journal();
        journal.change(change);
        Conversation conversation =
                step.tx().conversations().find(change.message().conversation()).orElseThrow();
        if (madeAt == Side.CONTACT_CENTER) {
            // Also after the end: the customer still has the message.
            promise(step, Side.CUSTOMER, change);
        } else if (hasContactCenter && conversation.isOpen()) {
            promise(step, Side.CONTACT_CENTER, change);
        }
        return ChangeOutcome.DONE;
    }

    /** A customer's entry stands in another conversation since: so does what became of it. */
    static void carryOver(Step step, List<MessageChange> changes, MessageId to) {
        for (MessageChange change : changes) {
            MessageChange copy = change instanceof MessageChange.Edited edited
                    ? new MessageChange.Edited(to, edited.number(), edited.body(), edited.at())
                    : new MessageChange.Deleted(to, change.number(), change.at());
            step.tx().journal().change(copy);
            promise(step, Side.CONTACT_CENTER, copy);
        }
    }

    private static void promise(Step step, Side to, MessageChange change) {
        step.promise(
                new NewDelivery(
                        change.message().conversation(),
                        to,
                        new Errand.RelayChange(change.message().sequence(), change.number()),
                        null),
                null);
    }
}
