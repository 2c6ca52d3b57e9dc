package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.FindsAnotherWay;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Brings journal entries to customers. */
final class CustomerCourier implements Courier {
    private final Map<ChannelId, ChatChannel> channels;
    private final Speech speech;
    private final Wording wording;
    private final AgentNotes notes;
    private final Undelivered undelivered;
    private final AttachmentCopies copies;
    private final JournalWriter writer;
    private final ShownChanges changes;
    private final InstantSource clock;
    private final BooleanSupplier mayBegin;

    CustomerCourier(
            Map<ChannelId, ChatChannel> channels,
            Speech speech,
            Wording wording,
            AgentNotes notes,
            Undelivered undelivered,
            AttachmentCopies copies,
            JournalWriter writer,
            InstantSource clock,
            BooleanSupplier mayBegin) {
        this.channels = Map.copyOf(channels);
        this.speech = speech;
        this.wording = wording;
        this.notes = notes;
        this.undelivered = undelivered;
        this.copies = copies;
        this.writer = writer;
        this.changes = new ShownChanges(speech, wording, notes, writer, mayBegin);
        this.clock = clock;
        this.mayBegin = mayBegin;
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
        if (load.delivery().errand() instanceof Errand.RelayChange) {
            return changes.carry(channel, copies.areKept() ? withoutFiles(load) : load);
        } else if (load.change() != null) {
            return takenBack(channel, load, entry);
        }
        return send(channel, load, entry);
    }

    /**
     * What may be shown although it was taken back is looked for as it was, so that what takes it back finds it. Where
     * nothing can be taken back, the agent has to know.
     */
    private CompletionStage<Keep> takenBack(ChatChannel channel, Load load, Message entry) {
        return load.doubtful()
                ? writer.read(step -> isStillToGo(step, entry))
                        .thenCompose(toGo -> toGo ? mayBeShown(channel, load, entry) : wasTakenBack(entry))
                : wasTakenBack(entry);
    }

    private CompletionStage<Keep> mayBeShown(ChatChannel channel, Load load, Message entry) {
        return channel instanceof EditsMessages
                ? send(channel, load, entry)
                : CompletableFuture.failedFuture(new PortException.Permanent(
                        Refusal.NOT_ALLOWED, "entry " + entry.id() + " may be shown and cannot be taken back", null));
    }

    private static boolean isStillToGo(Step step, Message entry) {
        return step.tx().outbox().of(entry.id().conversation()).stream()
                .filter(other -> other.side() == Side.CUSTOMER && other.state() == DeliveryState.PENDING)
                .anyMatch(other -> other.errand() instanceof Errand.RelayChange change
                        && change.sequence() == entry.id().sequence());
    }

    private static CompletionStage<Keep> wasTakenBack(Message entry) {
        return CompletableFuture.failedFuture(
                new PortException.Permanent(Refusal.SUPERSEDED, "entry " + entry.id() + " was taken back", null));
    }

    private CompletionStage<Keep> send(ChatChannel channel, Load load, Message entry) {
        boolean late = Lateness.isLate(entry, arrival(load));
        Customer customer = load.conversation().customer();
        return copies.bring(
                        load,
                        entry,
                        freight -> channel.send(new OutboundMessage(
                                load.delivery().id(),
                                customer.address(),
                                freight.shown(),
                                load.replyTo(),
                                late ? wording.lateForCustomer(customer.language(), channel.written(entry.at())) : null,
                                late,
                                load.doubtful(),
                                load.after(),
                                freight.files())))
                .thenApply(arrived -> step -> {
                    keep(step, load, entry, arrived.name());
                    copies.tellSender(step, entry, arrived.freight());
                });
    }

    /** Files were sent as such: they are no part of what is changed. */
    private static Load withoutFiles(Load load) {
        Message entry = Objects.requireNonNull(load.entry());
        Message words =
                new Message(entry.id(), entry.author(), entry.body(), List.of(), entry.replyToOrNull(), entry.at());
        return new Load(
                load.delivery(),
                load.conversation(),
                words,
                load.change(),
                load.replyTo(),
                load.doubtful(),
                load.after());
    }

    /** What may be there already has to be sent, and looked for, as it was. */
    private Instant arrival(Load load) {
        return load.doubtful() ? load.delivery().firstAttemptAt().orElseGet(clock::instant) : clock.instant();
    }

    /** Only a customer who takes no messages where they are is looked for elsewhere; the conversation moves there. */
    @Override
    public CompletionStage<Optional<Keep>> anotherWay(Load load, Refusal reason) {
        Customer customer = load.conversation().customer();
        if (reason != Refusal.CUSTOMER_UNREACHABLE
                || !(channels.get(customer.address().channel()) instanceof FindsAnotherWay finder)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return writer.read(step -> step.tx()
                        .customers()
                        .find(customer.id())
                        .map(known -> known.at(customer.address()))
                        .orElse(customer))
                .thenCompose(known -> mayBegin.getAsBoolean()
                        ? finder.anotherWay(known)
                        : CompletableFuture.<Optional<ChannelAddress>>failedFuture(new StoodDown()))
                .thenApply(found ->
                        found.filter(way -> !way.equals(customer.address())).map(way -> step -> move(step, load, way)));
    }

    /** Who was heard while another way was looked for is written to where they were: they can be reached again. */
    private void move(Step step, Load load, ChannelAddress elsewhere) {
        if (Undelivered.isHeardSince(step, load)) {
            return;
        }
        Conversation conversation =
                step.tx().conversations().find(load.conversation().id()).orElseThrow();
        Conversation moved = conversation.withCustomer(conversation.customer().at(elsewhere));
        if (conversation.isOpen()) {
            step.tx().customers().save(moved.customer());
            moved = speech.noteForAgent(step, moved, notes.elsewhere());
        }
        step.save(moved);
    }

    private void keep(Step step, Load load, Message entry, ExternalRef ref) {
        step.tx().journal().named(entry.id(), Side.CUSTOMER, ref);
        if (load.delivery().missed()) {
            tellAgent(step, entry, notes.arrived());
        }
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
        boolean unreachable = reason == Refusal.CUSTOMER_UNREACHABLE;
        if (unreachable && undelivered.triedTooEarly(step, load)) {
            return;
        }
        undelivered.refused(step, load.delivery().conversation(), reason);
        if (load.change() != null) {
            changes.failed(step, load);
            return;
        }
        tellAgent(
                step,
                Objects.requireNonNull(load.entry()),
                notes.notDelivered(unreachable, load.conversation().customer()));
    }

    /** What became of an agent's message, for agents only. */
    private void tellAgent(Step step, Message entry, MessageBody note) {
        if (entry.author().kind() != AuthorKind.AGENT) {
            return;
        }
        step.tx()
                .conversations()
                .find(entry.id().conversation())
                .filter(Conversation::isOpen)
                .ifPresent(c -> step.save(speech.noteForAgent(step, c, note)));
    }
}
