package dev.guildline.core.internal;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.internal.Courier.Keep;
import dev.guildline.core.internal.Courier.Load;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Side;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Brings edits and deletions to customers: by changing what they were shown where the channel can do that. */
final class ShownChanges {
    private final Speech speech;
    private final Wording wording;
    private final AgentNotes notes;
    private final JournalWriter writer;
    private final BooleanSupplier mayBegin;

    ShownChanges(Speech speech, Wording wording, AgentNotes notes, JournalWriter writer, BooleanSupplier mayBegin) {
        this.speech = speech;
        this.wording = wording;
        this.notes = notes;
        this.writer = writer;
        this.mayBegin = mayBegin;
    }

    CompletionStage<Keep> carry(ChatChannel channel, Load load) {
        Message before = Objects.requireNonNull(load.entry());
        return writer.read(step -> look(step.tx().journal(), before, load))
                .thenCompose(known -> carry(channel, load, before, known));
    }

    /** What is known of the entry just before it is to be changed. */
    private record Known(Optional<ExternalRef> name, boolean changedAgain) {}

    private static Known look(Journal journal, Message before, Load load) {
        int number = Objects.requireNonNull(load.change()).number();
        return new Known(
                journal.nameOf(before.id(), Side.CUSTOMER),
                journal.changesOf(before.id()).size() > number);
    }

    private CompletionStage<Keep> carry(ChatChannel channel, Load load, Message before, Known known) {
        MessageChange change = Objects.requireNonNull(load.change());
        Optional<ExternalRef> name = known.name();
        if (!mayBegin.getAsBoolean()) {
            return CompletableFuture.failedFuture(new StoodDown());
        } else if (known.changedAgain()) {
            // The later change comes behind this one, and the customer may see it already.
            return refused(Refusal.SUPERSEDED, "entry " + before.id() + " was changed again since");
        } else if (name.isEmpty()) {
            return refused(Refusal.SUPERSEDED, "the customer was never shown entry " + before.id());
        }
        SentMessage sent = new SentMessage(
                load.delivery().id(), load.conversation().customer().address(), name.get(), before, load.doubtful());
        if (change instanceof MessageChange.Edited edited) {
            Message after = Revisions.with(before, edited.body());
            return channel instanceof EditsMessages edits
                    ? edits.edit(sent, after)
                            .thenApply(named -> step -> step.tx().journal().named(before.id(), Side.CUSTOMER, named))
                    : channel.send(correction(load, after, name.get())).thenApply(named -> step -> {});
        }
        return channel instanceof EditsMessages edits
                ? edits.delete(sent).thenApply(gone -> step -> {})
                : refused(Refusal.NOT_ALLOWED, "chat channel " + channel.id() + " takes nothing back");
    }

    private OutboundMessage correction(Load load, Message after, ExternalRef name) {
        return new OutboundMessage(
                load.delivery().id(),
                load.conversation().customer().address(),
                Revisions.with(
                        after, wording.correction(load.conversation().customer().language(), after.body())),
                name,
                load.doubtful());
    }

    private static CompletionStage<Keep> refused(Refusal why, String what) {
        return CompletableFuture.failedFuture(new PortException.Permanent(why, what, null));
    }

    /** The agent has to know that the customer does not see what they see. */
    void failed(Step step, Load load) {
        boolean deleted = load.change() instanceof MessageChange.Deleted;
        step.tx()
                .conversations()
                .find(load.delivery().conversation())
                .filter(c -> c.isOpen())
                .ifPresent(c -> step.save(speech.noteForAgent(step, c, notes.changeNotShown(deleted))));
    }
}
