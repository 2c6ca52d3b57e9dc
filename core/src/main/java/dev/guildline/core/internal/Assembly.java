package dev.guildline.core.internal;

import dev.guildline.core.GuildlineListener;
import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.knowledge.QuestionRetention;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.FetchesAttachments;
import dev.guildline.core.port.channel.ReadsBack;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Commit;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.Admission;
import dev.guildline.core.usecase.Casework;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.Knowledge;
import dev.guildline.core.usecase.Operations;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts core together, by hand. */
public final class Assembly {
    private final Conversations conversations;
    private final Casework casework;
    private final Admission admission;
    private final Knowledge knowledge;
    private final Operations operations;
    private final Relay relay;
    private final LeaseKeeper keeper;

    /**
     * What core is put together from.
     *
     * @param instance the name of this process among those that share the store
     * @param store where everything is kept
     * @param channels the chat channels by id
     * @param contactCenterOrNull where live agents work; null for the built-in desk
     * @param knowledgeBase where articles are found
     * @param virtualAgentOrNull the automatic answerer; null for the one built on the knowledge base
     * @param attachmentsOrNull where files are kept; null to pass on links
     * @param attachmentPolicy which files are passed on
     * @param attachmentExecutor copies files
     * @param executor does all work but the virtual agent's thinking
     * @param virtualAgentExecutor does the virtual agent's thinking
     * @param clock tells the time
     * @param random for the jitter of retries
     * @param identities for the identities of conversations, which must not be guessed
     * @param retryPolicy how long is waited between attempts
     * @param intakeBudget how fast what customers write is passed on
     * @param questionRetention how long questions that were not answered are kept
     * @param retention how long everything else is kept
     * @param notesSuggestions whether articles follow what customers write to agents, in a note
     * @param defaultLocale the language of customers whose own is not known yet
     * @param agentLocale the language of what agents are told beside the talk
     * @param listener told what happens
     */
    public record Parts(
            String instance,
            UnitOfWork store,
            Map<ChannelId, ChatChannel> channels,
            @Nullable ContactCenter contactCenterOrNull,
            KnowledgeBase knowledgeBase,
            @Nullable VirtualAgent virtualAgentOrNull,
            @Nullable AttachmentStore attachmentsOrNull,
            AttachmentPolicy attachmentPolicy,
            Executor attachmentExecutor,
            Executor executor,
            Executor virtualAgentExecutor,
            InstantSource clock,
            RandomGenerator random,
            RandomGenerator identities,
            RetryPolicy retryPolicy,
            IntakeBudget intakeBudget,
            QuestionRetention questionRetention,
            Retention retention,
            boolean notesSuggestions,
            Locale defaultLocale,
            Locale agentLocale,
            GuildlineListener listener) {}

    /**
     * The virtual agent that is used unless another is given.
     *
     * @param knowledge what it answers from
     * @return it; thread-safe
     */
    public static VirtualAgent virtualAgent(KnowledgeBase knowledge) {
        return new KnowledgeVirtualAgent(knowledge, new Phrases());
    }

    /**
     * Takes personal data out of customers' words.
     *
     * @param words what a customer wrote
     * @param longest how many characters to keep at most
     * @return the words on one line, with marks where something was
     */
    public static String withoutPersonalData(String words, int longest) {
        return PersonalData.removed(words, longest);
    }

    /**
     * Puts core together.
     *
     * @param parts what from
     */
    public Assembly(Parts parts) {
        ContactCenter contactCenter = parts.contactCenterOrNull();
        boolean hasContactCenter = contactCenter != null;
        Phrases phrases = new Phrases();
        Wording wording = new Wording(phrases);
        AgentNotes notes = new AgentNotes(phrases, parts.agentLocale());
        Enclosures enclosures = new Enclosures(phrases, notes.language());
        Languages languages = new Languages(parts.knowledgeBase());
        CustomerBook book = new CustomerBook(parts.defaultLocale(), parts.identities(), languages);
        Speech speech = new Speech(hasContactCenter, parts.attachmentsOrNull() != null);
        Unanswered unanswered = new Unanswered(parts.questionRetention());
        Moves moves = new Moves(speech, wording, notes, unanswered, hasContactCenter);
        Turns turns = new Turns(speech, wording, moves, languages, unanswered);
        Pace pace = new Pace(parts.intakeBudget(), !hasContactCenter, parts.clock());
        Gate gate = new Gate(book, speech, wording, pace);
        Choices choices = new Choices(book, gate, speech, wording, moves, turns, parts.knowledgeBase(), unanswered);
        VirtualAgent virtualAgent = parts.virtualAgentOrNull() == null
                ? new KnowledgeVirtualAgent(parts.knowledgeBase(), phrases)
                : parts.virtualAgentOrNull();

        Leadership leadership = new Leadership(parts.instance(), parts.store(), parts.clock());
        relay = new Relay(parts.clock(), parts.retryPolicy(), parts.random(), pace, leadership, parts.listener());
        Undelivered undelivered = new Undelivered(relay::isAboutToEnd);
        JournalWriter writer = new JournalWriter(
                parts.store(),
                parts.clock(),
                parts.executor(),
                leadership,
                new ToldFollower(relay, undelivered, parts.listener()),
                new LeftOvers(relay, leadership, undelivered));
        AttachmentCopies copies = new AttachmentCopies(
                parts.attachmentsOrNull(),
                parts.attachmentPolicy(),
                parts.attachmentExecutor(),
                (load, side) -> source(parts, load, side),
                speech,
                wording,
                notes,
                writer,
                leadership::mayDeliver);
        AgentSuggestions suggestions =
                new AgentSuggestions(parts.knowledgeBase(), writer, speech, notes, parts.virtualAgentExecutor());
        Map<Side, Courier> couriers = new EnumMap<>(Side.class);
        couriers.put(
                Side.CUSTOMER,
                new CustomerCourier(
                        parts.channels(),
                        speech,
                        wording,
                        notes,
                        undelivered,
                        copies,
                        writer,
                        parts.clock(),
                        leadership::mayDeliver));
        couriers.put(
                Side.VIRTUAL_AGENT,
                new TurnCourier(virtualAgent, parts.channels(), turns, writer, parts.virtualAgentExecutor()));
        if (contactCenter != null) {
            couriers.put(
                    Side.CONTACT_CENTER,
                    new ContactCourier(
                            contactCenter,
                            writer,
                            book,
                            speech,
                            notes,
                            moves,
                            copies,
                            parts.clock(),
                            leadership::mayDeliver));
        } else if (copies.areKept()) {
            couriers.put(Side.CONTACT_CENTER, new DeskCourier(copies));
        }
        if (parts.notesSuggestions() && hasContactCenter) {
            couriers.computeIfPresent(
                    Side.CONTACT_CENTER, (side, courier) -> new SuggestingCourier(courier, suggestions));
        }
        relay.use(writer, couriers);

        conversations = new ConversationService(
                writer,
                relay,
                book,
                languages,
                gate,
                speech,
                wording,
                moves,
                choices,
                undelivered,
                copies,
                new Changes(enclosures, hasContactCenter),
                new Reactions(speech, notes),
                enclosures,
                contactCenter != null && contactCenter.drivesVirtualAgent());
        admission = new AdmissionService(writer, moves);
        casework = new CaseworkService(writer, book);
        knowledge = knowledge(parts, writer, suggestions);
        Housekeeping housekeeping = new Housekeeping(
                parts.retention(),
                writer,
                leadership,
                parts.attachmentsOrNull(),
                parts.attachmentExecutor(),
                () -> haveHeardAll(parts.channels().values()),
                parts.clock());
        OperationsService service = new OperationsService(
                writer, relay, leadership, parts.clock(), housekeeping, parts.listener()::activeChanged);
        operations = service;
        keeper = service.keeper();
        parts.store().onSignal(keeper::heard);
    }

    private static boolean haveHeardAll(Collection<ChatChannel> channels) {
        return channels.stream().allMatch(channel -> !(channel instanceof ReadsBack reads) || reads.hasHeardAll());
    }

    private static Knowledge knowledge(Parts parts, JournalWriter writer, AgentSuggestions suggestions) {
        KnowledgeBase base = parts.knowledgeBase();
        return new KnowledgeService(
                base,
                new LoopService(
                        base,
                        new QuestionGroups(base),
                        new FigureBook(base, parts.store(), parts.clock()),
                        writer,
                        parts.store(),
                        parts.executor()),
                new EditingService(base, parts.executor()),
                suggestions);
    }

    /** The relay follows what is committed, and so does the listener. */
    private record ToldFollower(Relay relay, Undelivered undelivered, GuildlineListener listener)
            implements JournalWriter.Follower {
        @Override
        public void committed(List<Step> steps) {
            relay.committed(steps);
            steps.forEach(step -> step.changed().forEach(listener::conversationChanged));
        }

        @Override
        public void measured(Commit commit) {
            listener.committed(commit);
        }

        @Override
        public void failed(boolean unclear) {
            listener.commitFailed(unclear);
        }

        @Override
        public void committedOutside(List<Delivery> promised) {
            relay.committedOutside(promised);
        }

        @Override
        public void stoodDown() {
            relay.stoodDown();
            undelivered.forgetAll();
            listener.activeChanged(false);
        }
    }

    private static Optional<AttachmentCopies.Source> source(Parts parts, Courier.Load load, Side side) {
        if (side == Side.CONTACT_CENTER) {
            return parts.contactCenterOrNull()
                            instanceof dev.guildline.core.port.contactcenter.FetchesAttachments fetches
                    ? Optional.of(fetches::fetch)
                    : Optional.empty();
        }
        ChannelAddress customer = load.conversation().customer().address();
        return parts.channels().get(customer.channel()) instanceof FetchesAttachments fetches
                ? Optional.of((file, message) -> fetches.fetch(file, message, customer))
                : Optional.empty();
    }

    /**
     * What happens in conversations.
     *
     * @return always the same
     */
    public Conversations conversations() {
        return conversations;
    }

    /**
     * What happens to cases.
     *
     * @return always the same
     */
    public Casework casework() {
        return casework;
    }

    /**
     * Who may come in.
     *
     * @return always the same
     */
    public Admission admission() {
        return admission;
    }

    /**
     * What the brand knows.
     *
     * @return always the same
     */
    public Knowledge knowledge() {
        return knowledge;
    }

    /**
     * What keeps Guildline going.
     *
     * @return always the same
     */
    public Operations operations() {
        return operations;
    }

    /**
     * Begins no further delivery.
     *
     * @return completes when those under way have come to their end and that is kept
     */
    public CompletionStage<Void> stop() {
        return relay.stop();
    }

    /**
     * Lets another process make the deliveries. To be called after {@link #stop}.
     *
     * @return completes when another one can begin
     */
    public CompletionStage<?> handOver() {
        return keeper.release();
    }
}
