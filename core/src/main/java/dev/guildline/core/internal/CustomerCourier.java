package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.relay.Side;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Brings journal entries to customers. */
final class CustomerCourier implements Courier {
    private final Map<ChannelId, ChatChannel> channels;
    private final Speech speech;
    private final Wording wording;
    private final JournalWriter writer;

    CustomerCourier(Map<ChannelId, ChatChannel> channels, Speech speech, Wording wording, JournalWriter writer) {
        this.channels = Map.copyOf(channels);
        this.speech = speech;
        this.wording = wording;
        this.writer = writer;
    }

    @Override
    public CompletionStage<Keep> carry(Load load) {
        Message entry = Objects.requireNonNull(load.entry());
        ChatChannel channel =
                channels.get(load.conversation().customer().address().channel());
        if (channel == null) {
            return CompletableFuture.failedFuture(new PortException.Permanent(
                    Refusal.NOT_ALLOWED,
                    "no chat channel "
                            + load.conversation().customer().address().channel() + " is set up",
                    null));
        }
        return replyTo(entry)
                .thenCompose(replyTo -> channel.send(new OutboundMessage(
                        load.delivery().id(),
                        load.conversation().customer().address(),
                        entry,
                        replyTo.orElse(null),
                        load.doubtful())))
                .thenApply(ref -> step -> keep(step, entry, ref));
    }

    private CompletionStage<Optional<ExternalRef>> replyTo(Message entry) {
        Optional<MessageId> answered = entry.replyTo();
        return answered.isEmpty()
                ? CompletableFuture.completedFuture(Optional.empty())
                : writer.write(step -> step.tx().journal().nameOf(answered.get(), Side.CUSTOMER));
    }

    private void keep(Step step, Message entry, ExternalRef ref) {
        step.tx().journal().named(entry.id(), Side.CUSTOMER, ref);
        if (entry.author().kind() == AuthorKind.VIRTUAL_AGENT) {
            step.tx().conversations().find(entry.id().conversation()).ifPresent(conversation -> {
                Conversation told = speech.mirror(step, conversation, entry);
                if (!told.equals(conversation)) {
                    step.save(told);
                }
            });
        }
    }

    @Override
    public void failed(Step step, Load load, @Nullable Refusal reason) {
        Message entry = Objects.requireNonNull(load.entry());
        if (entry.author().kind() == AuthorKind.AGENT) {
            Optional<Conversation> conversation =
                    step.tx().conversations().find(entry.id().conversation());
            conversation
                    .filter(Conversation::isOpen)
                    .ifPresent(c -> step.save(speech.noteForAgent(
                            step,
                            c,
                            wording.notDelivered(c.customer().locale(), reason == Refusal.CUSTOMER_UNREACHABLE))));
        }
    }
}
