package dev.guildline.core.internal;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.contactcenter.AgentRequest;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.port.contactcenter.ContactEntry;
import dev.guildline.core.port.contactcenter.ContactOpening;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Errand.EndContact;
import dev.guildline.core.relay.Errand.RequestAgent;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Does the errands at the contact center; begins the far half of a conversation when it is first needed. */
final class ContactCourier implements Courier {
    private final ContactCenter contactCenter;
    private final JournalWriter writer;
    private final CustomerBook book;
    private final Speech speech;
    private final AgentNotes notes;
    private final Moves moves;
    private final AttachmentCopies copies;
    private final InstantSource clock;
    private final BooleanSupplier mayBegin;

    ContactCourier(
            ContactCenter contactCenter,
            JournalWriter writer,
            CustomerBook book,
            Speech speech,
            AgentNotes notes,
            Moves moves,
            AttachmentCopies copies,
            InstantSource clock,
            BooleanSupplier mayBegin) {
        this.contactCenter = contactCenter;
        this.writer = writer;
        this.book = book;
        this.speech = speech;
        this.notes = notes;
        this.moves = moves;
        this.copies = copies;
        this.clock = clock;
        this.mayBegin = mayBegin;
    }

    @Override
    public CompletionStage<Keep> carry(Load load) {
        Errand errand = load.delivery().errand();
        Optional<ContactLink> link = load.conversation().contactLink();
        if (errand instanceof EndContact end) {
            // Nothing was ever begun there: nothing to end.
            return link.isEmpty()
                    ? CompletableFuture.completedFuture(step -> {})
                    : contactCenter.end(link.get(), end.reason()).thenApply(done -> step -> {});
        }
        if (link.isEmpty() && load.delivery().missed() && !load.conversation().isOpen()) {
            // Somebody wants it to be brought after all; but a far half that begins now would never be ended.
            return CompletableFuture.failedFuture(new PortException.Permanent(
                    Refusal.FAR_SIDE_CLOSED, "the conversation ended before its far half began", null));
        }
        CompletionStage<ContactLink> far =
                link.isPresent() ? CompletableFuture.completedFuture(link.get()) : open(load.conversation());
        if (errand instanceof RequestAgent request) {
            return far.thenCompose(l -> requestAgent(l, load, request));
        }
        MessageChange change = load.change();
        return far.thenCompose(l -> change == null ? post(l, load) : note(l, load, change));
    }

    /** The link is kept at once: whatever fails next, the far half is not begun twice. */
    private CompletionStage<ContactLink> open(Conversation conversation) {
        return contactCenter
                .open(new ContactOpening(conversation.id(), conversation.customer()))
                .thenCompose(link -> writer.writeOfRelay(step -> {
                    keepLink(step, conversation.id(), link);
                    return link;
                }))
                .thenCompose(this::ifMayBegin);
    }

    private CompletionStage<Keep> post(ContactLink link, Load load) {
        Message entry = Objects.requireNonNull(load.entry());
        return copies.bring(
                        load,
                        entry,
                        freight -> contactCenter.post(
                                link,
                                new ContactEntry(
                                        load.delivery().id(),
                                        load.conversation().customer(),
                                        toBeRead(freight.shown()),
                                        wakesVirtualAgent(load.conversation(), entry),
                                        load.doubtful(),
                                        freight.files())))
                .thenApply(arrived -> step -> {
                    step.tx().journal().named(entry.id(), Side.CONTACT_CENTER, arrived.name());
                    copies.tellSender(step, entry, arrived.freight());
                });
    }

    /** Agents have to know what they read long after it was written. */
    private Message toBeRead(Message entry) {
        return Lateness.isLate(entry, clock.instant())
                ? Revisions.with(entry, notes.late(entry.body(), entry.at()))
                : entry;
    }

    /** A note at the end of the talk: what changes further up would not be noticed, and what it said would be lost. */
    private CompletionStage<Keep> note(ContactLink link, Load load, MessageChange change) {
        Message before = Objects.requireNonNull(load.entry());
        Message note = new Message(
                before.id(), Author.SYSTEM, notes.changed(before.body(), change), List.of(), null, change.at());
        return contactCenter
                .post(
                        link,
                        new ContactEntry(
                                load.delivery().id(), load.conversation().customer(), note, false, load.doubtful()))
                .thenApply(ref -> step -> {});
    }

    private boolean wakesVirtualAgent(Conversation conversation, Message entry) {
        return contactCenter.drivesVirtualAgent()
                && conversation.status() == ConversationStatus.WITH_VIRTUAL_AGENT
                && entry.author().kind() == AuthorKind.CUSTOMER
                && !(entry.body() instanceof MessageBody.ChoiceMade);
    }

    private CompletionStage<Keep> requestAgent(ContactLink link, Load load, RequestAgent request) {
        Conversation conversation = load.conversation();
        return subject(conversation)
                .thenCompose(this::ifMayBegin)
                .thenCompose(subject -> contactCenter.requestAgent(
                        link,
                        new AgentRequest(
                                conversation.id(),
                                conversation.customer(),
                                request.reason(),
                                conversation.caseNumberOrNull(),
                                subject,
                                load.doubtful())))
                .thenApply(learned -> step -> keepLink(step, conversation.id(), learned));
    }

    /** The lease may have ended since the errand was taken up: what comes next is not begun beside another process. */
    private <T> CompletionStage<T> ifMayBegin(T known) {
        return mayBegin.getAsBoolean()
                ? CompletableFuture.completedFuture(known)
                : CompletableFuture.failedFuture(new StoodDown());
    }

    private CompletionStage<String> subject(Conversation conversation) {
        return writer.read(step -> conversation
                .caseNumber()
                .flatMap(step.tx().cases()::find)
                .map(c -> c.subject())
                .orElse(""));
    }

    private static void keepLink(Step step, ConversationId id, ContactLink learned) {
        step.tx().conversations().find(id).ifPresent(c -> {
            ContactLink kept = c.contactLink()
                    .filter(l -> l.ref().equals(learned.ref()))
                    .map(l -> l.with(learned.details()))
                    .orElse(learned);
            step.save(c.withContactLink(kept));
        });
    }

    @Override
    public void failed(Step step, Load load, @Nullable Refusal reason) {
        ConversationId id = load.delivery().conversation();
        Conversation conversation = step.tx().conversations().find(id).orElseThrow();
        if (reason == Refusal.FAR_SIDE_CLOSED && load.entry() != null) {
            farSideIsClosed(step, conversation, load);
        } else if (!conversation.isOpen() || load.change() != null) {
            return;
        } else if (load.delivery().errand() instanceof RequestAgent) {
            step.save(moves.signal(step, conversation, new ConversationSignal.NoAgentAvailable())
                    .conversation());
        } else if (load.entry() != null && wakesVirtualAgent(conversation, load.entry())) {
            // The contact center cannot see to the virtual agent's turn, so we do: the customer must not wait in vain.
            promiseTurn(step, conversation);
        }
    }

    private void farSideIsClosed(Step step, Conversation over, Load load) {
        if (over.isOpen()) {
            step.save(moves.endedByContact(step, over, CloseReason.CONTACT_CENTER_ENDED)
                    .conversation());
        }
        Message lost = Objects.requireNonNull(load.entry());
        if (load.change() == null
                && lost.author().kind() == AuthorKind.CUSTOMER
                && !(lost.body() instanceof MessageBody.ChoiceMade)) {
            startAfresh(step, over, lost);
        }
    }

    /**
     * The far half was over before the customer's words came there: they begin the next conversation, or go on in it.
     * Also where we have heard of the end meanwhile: nobody has read them. What the customer has made of them
     * since follows them; what was taken back, or is of somebody who may not come in any more, begins nothing.
     */
    private void startAfresh(Step step, Conversation over, Message lost) {
        Optional<ExternalRef> source = step.tx().journal().nameOf(lost.id(), Side.CUSTOMER);
        boolean startedBefore = source.flatMap(ref -> step.tx().journal().byName(Side.CUSTOMER, ref))
                .map(named -> !named.id().equals(lost.id()))
                .orElse(false);
        if (startedBefore) {
            return;
        }
        List<MessageChange> changes = step.tx().journal().changesOf(lost.id());
        if (Revisions.applied(lost, changes).isEmpty()
                || Gate.blockOf(step, over.customer().id()).isPresent()) {
            return;
        }
        Conversation fresh = book.nextConversationOf(step, over.customer());
        Conversation next =
                speech.fromCustomer(step, fresh, lost.body(), lost.attachments(), source.orElse(null), null, lost.at());
        if (next.status() == ConversationStatus.WITH_VIRTUAL_AGENT && !contactCenter.drivesVirtualAgent()) {
            promiseTurn(step, next);
        }
        step.save(next);
        Changes.carryOver(step, changes, new MessageId(next.id(), next.lastSequence()));
    }

    private static void promiseTurn(Step step, Conversation conversation) {
        step.promise(
                new NewDelivery(conversation.id(), Side.VIRTUAL_AGENT, new Errand.TakeTurn(), conversation.epoch()),
                null);
    }
}
