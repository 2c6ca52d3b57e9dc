package dev.guildline.core.internal;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.AgentPresence;
import dev.guildline.core.usecase.ChangeOutcome;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ChoiceTaken;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.CustomerReaction;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.HelpRequest;
import dev.guildline.core.usecase.MessageDeletion;
import dev.guildline.core.usecase.MessageEdit;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.core.usecase.TurnOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What happens in conversations: load, let the domain decide, keep, promise what follows. */
final class ConversationService implements Conversations {
    private final JournalWriter writer;
    private final Relay relay;
    private final CustomerBook book;
    private final Languages languages;
    private final Gate gate;
    private final Speech speech;
    private final Wording wording;
    private final Moves moves;
    private final Choices choices;
    private final Undelivered undelivered;
    private final AttachmentCopies copies;
    private final Changes changes;
    private final Reactions reactions;
    private final Enclosures enclosures;
    private final boolean contactCenterDrivesVirtualAgent;

    ConversationService(
            JournalWriter writer,
            Relay relay,
            CustomerBook book,
            Languages languages,
            Gate gate,
            Speech speech,
            Wording wording,
            Moves moves,
            Choices choices,
            Undelivered undelivered,
            AttachmentCopies copies,
            Changes changes,
            Reactions reactions,
            Enclosures enclosures,
            boolean contactCenterDrivesVirtualAgent) {
        this.writer = writer;
        this.relay = relay;
        this.book = book;
        this.languages = languages;
        this.gate = gate;
        this.speech = speech;
        this.wording = wording;
        this.moves = moves;
        this.choices = choices;
        this.undelivered = undelivered;
        this.copies = copies;
        this.changes = changes;
        this.reactions = reactions;
        this.enclosures = enclosures;
        this.contactCenterDrivesVirtualAgent = contactCenterDrivesVirtualAgent;
    }

    @Override
    public CompletionStage<MessageOutcome> customerWrote(CustomerMessage message) {
        Optional<Locale> written = languages.of(message.text());
        return writer.write(step -> {
            if (!step.hearsFirst(message.key())) {
                return new MessageOutcome.Duplicate();
            }
            if (Repetitions.isInJournal(step, Side.CUSTOMER, message.source(), message.saidAt())) {
                return new MessageOutcome.Duplicate();
            }
            if (!gate.admits(step, message.customer())) {
                return new MessageOutcome.NotAdmitted();
            }
            Conversation conversation = book.conversationOf(step, book.wrote(step, message.customer(), written));
            undelivered.takeUpAgain(step, conversation);
            MessageId place = conversation.nextMessage();
            Long replyTo = placeOf(step, conversation, message);
            Conversation next = speech.fromCustomer(
                    step,
                    conversation,
                    enclosures.byCustomer(message.text(), message.enclosures()),
                    message.attachments(),
                    message.source(),
                    replyTo,
                    saidAt(step, message.saidAt()));
            if (next.status() == ConversationStatus.WITH_VIRTUAL_AGENT && !contactCenterDrivesVirtualAgent) {
                promiseTurn(step, next);
            }
            step.save(gate.slowedDown(step, next));
            return new MessageOutcome.Accepted(place);
        });
    }

    /** A far clock may go before ours; nothing is said before it is heard. */
    private static Instant saidAt(Step step, Optional<Instant> told) {
        return told.filter(at -> at.isBefore(step.now())).orElse(step.now());
    }

    /** The entry that a message answers, if it is one of this conversation's. */
    private static @Nullable Long placeOf(Step step, Conversation conversation, CustomerMessage message) {
        Optional<Message> answered =
                message.replyTo().flatMap(ref -> step.tx().journal().byName(Side.CUSTOMER, ref));
        return answered.isPresent() && answered.get().id().conversation().equals(conversation.id())
                ? (Long) answered.get().id().sequence()
                : null;
    }

    @Override
    public CompletionStage<ChangeOutcome> customerEdited(MessageEdit edit) {
        return writer.write(step -> changes.edited(step, Side.CUSTOMER, AuthorKind.CUSTOMER, edit));
    }

    @Override
    public CompletionStage<ChangeOutcome> customerDeleted(MessageDeletion deletion) {
        return writer.write(step -> changes.deleted(step, Side.CUSTOMER, AuthorKind.CUSTOMER, deletion));
    }

    @Override
    public CompletionStage<ChangeOutcome> agentEdited(MessageEdit edit) {
        return writer.write(step -> changes.edited(step, Side.CONTACT_CENTER, AuthorKind.AGENT, edit));
    }

    @Override
    public CompletionStage<ChangeOutcome> agentDeleted(MessageDeletion deletion) {
        return writer.write(step -> changes.deleted(step, Side.CONTACT_CENTER, AuthorKind.AGENT, deletion));
    }

    @Override
    public CompletionStage<ChangeOutcome> customerReacted(CustomerReaction reaction) {
        return writer.write(step -> reactions.reacted(step, reaction));
    }

    @Override
    public CompletionStage<HelpOutcome> helpRequested(HelpRequest request) {
        return writer.write(step -> {
            if (!step.hearsFirst(request.key())) {
                return new HelpOutcome.Duplicate();
            }
            if (!gate.admits(step, request.customer())) {
                return new HelpOutcome.NotAdmitted();
            }
            Customer customer = book.seen(step, request.customer());
            Conversation conversation = book.conversationOf(step, customer);
            undelivered.takeUpAgain(step, conversation);
            boolean free = conversation.status() == ConversationStatus.WITH_VIRTUAL_AGENT;
            Speech.Greeted greeted = speech.greeting(
                    step,
                    conversation,
                    free ? Author.VIRTUAL_AGENT : Author.SYSTEM,
                    free ? wording.greeting(customer) : wording.greetingWhileBusy(customer));
            step.save(greeted.conversation());
            CompletionStage<DeliveryState> arrived = relay.watches().on(greeted.delivery());
            return new HelpOutcome.Greeting(conversation.id(), arrived);
        });
    }

    @Override
    public CompletionStage<ChoiceOutcome> choiceMade(ChoiceTaken choice) {
        return writer.write(step -> choices.take(step, choice));
    }

    @Override
    public CompletionStage<SignalOutcome> agentJoined(AgentPresence presence) {
        return signal(presence.key(), presence.conversation(), new ConversationSignal.AgentJoined(presence.agent()));
    }

    @Override
    public CompletionStage<SignalOutcome> agentLeft(AgentPresence presence) {
        return signal(
                presence.key(),
                presence.conversation(),
                new ConversationSignal.AgentLeft(presence.agent().id()));
    }

    @Override
    public CompletionStage<SignalOutcome> agentWrote(AgentMessage message) {
        return once(message.key(), message.conversation(), (step, conversation) -> {
            if (Repetitions.isInJournal(step, Side.CONTACT_CENTER, message.sourceOrNull(), message.saidAt())) {
                return SignalOutcome.DUPLICATE;
            }
            Moves.Result result = moves.signal(step, conversation, new ConversationSignal.AgentWrote(message.agent()));
            if (result.refused()) {
                return SignalOutcome.CLOSED;
            }
            step.save(speech.fromAgent(
                    step,
                    result.conversation(),
                    Author.of(message.agent()),
                    message.text(),
                    message.attachments(),
                    message.sourceOrNull(),
                    saidAt(step, message.saidAt())));
            return SignalOutcome.DONE;
        });
    }

    @Override
    public CompletionStage<SignalOutcome> noAgentAvailable(InboxKey key, ConversationKey conversation) {
        return signal(key, conversation, new ConversationSignal.NoAgentAvailable());
    }

    @Override
    public CompletionStage<SignalOutcome> handOff(ConversationKey conversation, HandoffReason reason) {
        return with(conversation, (step, c) -> signal(step, c, new ConversationSignal.HandoffRequested(reason)));
    }

    @Override
    public CompletionStage<SignalOutcome> handBack(ConversationKey conversation) {
        return with(conversation, (step, c) -> signal(step, c, new ConversationSignal.HandedBack()));
    }

    @Override
    public CompletionStage<SignalOutcome> close(ConversationKey conversation, CloseReason reason) {
        return with(conversation, (step, c) -> signal(step, c, new ConversationSignal.CloseRequested(reason)));
    }

    @Override
    public CompletionStage<SignalOutcome> contactEnded(InboxKey key, ConversationKey conversation, CloseReason reason) {
        return once(key, conversation, (step, c) -> kept(step, moves.endedByContact(step, c, reason)));
    }

    @Override
    public CompletionStage<SignalOutcome> contactLearned(ConversationKey conversation, Map<String, String> details) {
        return with(conversation, (step, c) -> {
            if (c.contactLink().isEmpty()) {
                return SignalOutcome.IGNORED;
            }
            step.save(c.withContactLink(c.contactLink().get().with(details)));
            return SignalOutcome.DONE;
        });
    }

    @Override
    public CompletionStage<TurnOutcome> virtualAgentAsked(InboxKey key, ConversationKey conversation) {
        return writer.write(step -> find(step, conversation).map(c -> ask(step, key, c)))
                .thenCompose(asked -> asked.isEmpty()
                        ? CompletableFuture.<TurnOutcome>completedFuture(new TurnOutcome.UnknownConversation())
                        : asked.get().turn().thenCompose(ended -> outcome(asked.get())));
    }

    private record Ask(ConversationId conversation, boolean itsTurn, CompletionStage<DeliveryState> turn) {}

    private Ask ask(Step step, InboxKey key, Conversation conversation) {
        boolean itsTurn = conversation.status() == ConversationStatus.WITH_VIRTUAL_AGENT;
        if (!itsTurn || !step.hearsFirst(key)) {
            return new Ask(conversation.id(), itsTurn, CompletableFuture.completedFuture(DeliveryState.DELIVERED));
        }
        return new Ask(conversation.id(), true, relay.watches().on(promiseTurn(step, conversation)));
    }

    private CompletionStage<TurnOutcome> outcome(Ask ask) {
        if (!ask.itsTurn()) {
            return CompletableFuture.completedFuture(new TurnOutcome.NotItsTurn());
        }
        return writer.write(step -> {
            Conversation now =
                    step.tx().conversations().find(ask.conversation()).orElseThrow();
            return switch (now.status()) {
                case WITH_VIRTUAL_AGENT -> new TurnOutcome.Answered();
                // There is no case where an agent came by themselves and left again.
                case WAITING_FOR_AGENT ->
                    now.caseNumber()
                            .<TurnOutcome>map(TurnOutcome.HandedOff::new)
                            .orElseGet(TurnOutcome.NotItsTurn::new);
                case WITH_AGENT, CLOSED -> new TurnOutcome.NotItsTurn();
            };
        });
    }

    @Override
    public CompletionStage<Optional<Conversation>> find(ConversationKey conversation) {
        return writer.read(step -> find(step, conversation));
    }

    @Override
    public CompletionStage<List<Conversation>> list(Set<ConversationStatus> statuses, int limit) {
        return writer.read(step -> step.tx().conversations().list(statuses, limit));
    }

    @Override
    public CompletionStage<List<Message>> transcript(ConversationId conversation) {
        return writer.read(step -> step.tx().journal().read(conversation, 0));
    }

    @Override
    public CompletionStage<List<MessageChange>> changes(ConversationId conversation) {
        return writer.read(step -> step.tx().journal().changes(conversation, 0));
    }

    @Override
    public CompletionStage<Optional<CarriedFile>> file(AttachmentKey file) {
        return copies.find(file);
    }

    @Override
    public CompletionStage<Instant> recognisedSince() {
        return writer.read(step -> Repetitions.recognisedSince(step.tx().retention()));
    }

    private static DeliveryId promiseTurn(Step step, Conversation conversation) {
        return step.promise(
                new NewDelivery(conversation.id(), Side.VIRTUAL_AGENT, new Errand.TakeTurn(), conversation.epoch()),
                null);
    }

    /** What is done to a conversation inside a step. */
    @FunctionalInterface
    private interface Change {
        SignalOutcome apply(Step step, Conversation conversation);
    }

    private CompletionStage<SignalOutcome> signal(
            InboxKey key, ConversationKey conversation, ConversationSignal signal) {
        return once(key, conversation, (step, c) -> signal(step, c, signal));
    }

    private SignalOutcome signal(Step step, Conversation conversation, ConversationSignal signal) {
        return kept(step, moves.signal(step, conversation, signal));
    }

    private static SignalOutcome kept(Step step, Moves.Result result) {
        if (result.moved()) {
            step.save(result.conversation());
            return SignalOutcome.DONE;
        }
        return result.refused() ? SignalOutcome.CLOSED : SignalOutcome.IGNORED;
    }

    private CompletionStage<SignalOutcome> once(InboxKey key, ConversationKey conversation, Change change) {
        return with(conversation, (step, c) -> step.hearsFirst(key) ? change.apply(step, c) : SignalOutcome.DUPLICATE);
    }

    private CompletionStage<SignalOutcome> with(ConversationKey key, Change change) {
        Function<Step, SignalOutcome> work = step -> find(step, key)
                .map(conversation -> change.apply(step, conversation))
                .orElse(SignalOutcome.UNKNOWN_CONVERSATION);
        return writer.write(work::apply);
    }

    private static Optional<Conversation> find(Step step, ConversationKey key) {
        return key instanceof ConversationKey.Own own
                ? step.tx().conversations().find(own.id())
                : step.tx().conversations().byContact(((ConversationKey.Linked) key).contact());
    }
}
