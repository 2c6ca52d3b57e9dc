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
import dev.guildline.core.relay.Side;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Brings edits and deletions to customers: by changing what they were shown where the channel can do that. */
final class ShownChanges {
    private final Speech speech;
    private final Wording wording;
    private final AgentNotes notes;
    private final JournalWriter writer;

    ShownChanges(Speech speech, Wording wording, AgentNotes notes, JournalWriter writer) {
        this.speech = speech;
        this.wording = wording;
        this.notes = notes;
        this.writer = writer;
    }

    CompletionStage<Keep> carry(ChatChannel channel, Load load) {
        Message before = Objects.requireNonNull(load.entry());
        return writer.read(step -> step.tx().journal().nameOf(before.id(), Side.CUSTOMER))
                .thenCompose(name -> carry(channel, load, before, name));
    }

    private CompletionStage<Keep> carry(ChatChannel channel, Load load, Message before, Optional<ExternalRef> name) {
        MessageChange change = Objects.requireNonNull(load.change());
        if (name.isEmpty()) {
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
