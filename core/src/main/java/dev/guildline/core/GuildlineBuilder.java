package dev.guildline.core;

import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.internal.Assembly;
import dev.guildline.core.knowledge.QuestionRetention;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.RetryPolicy;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Guildline} together. For one thread. Whatever is not given works in memory. */
public final class GuildlineBuilder {
    private final Map<ChannelId, ChatChannel> channels = new LinkedHashMap<>();
    private String instance =
            "guildline-" + Long.toHexString(ProcessHandle.current().pid());
    private UnitOfWork store = new InMemoryStores();
    private KnowledgeBase knowledgeBase = new InMemoryKnowledgeBase(List.of());
    private @Nullable ContactCenter contactCenter;
    private @Nullable VirtualAgent virtualAgent;
    private Executor executor = Runnable::run;
    private @Nullable Executor virtualAgentExecutor;
    private @Nullable AttachmentStore attachments;
    private AttachmentPolicy attachmentPolicy = AttachmentPolicy.DEFAULT;
    private @Nullable Executor attachmentExecutor;
    private InstantSource clock = InstantSource.system();
    private RandomGenerator random = RandomGenerator.getDefault();
    private RandomGenerator identities = new SecureRandom();
    private RetryPolicy retryPolicy = RetryPolicy.DEFAULT;
    private IntakeBudget intakeBudget = IntakeBudget.UNLIMITED;
    private QuestionRetention questionRetention = QuestionRetention.DEFAULT;
    private Retention retention = Retention.FOREVER;
    private boolean notesSuggestions;
    private Locale defaultLocale = Locale.ENGLISH;
    private @Nullable Locale agentLocale;
    private final List<GuildlineListener> listeners = new ArrayList<>();

    GuildlineBuilder() {}

    /**
     * Adds a medium that customers write on. At least one is needed.
     *
     * @param channel the chat channel
     * @return this
     * @throws IllegalArgumentException if there is one of that id already
     */
    public GuildlineBuilder channel(ChatChannel channel) {
        if (channels.putIfAbsent(channel.id(), channel) != null) {
            throw new IllegalArgumentException("there is a chat channel " + channel.id() + " already");
        }
        return this;
    }

    /**
     * Says where live agents work. Without one, agents act through {@link Guildline#conversations()} alone: the
     * built-in desk does.
     *
     * @param center the contact center
     * @return this
     */
    public GuildlineBuilder contactCenter(ContactCenter center) {
        contactCenter = center;
        return this;
    }

    /**
     * Says where everything is kept.
     *
     * @param unitOfWork the stores
     * @return this
     */
    public GuildlineBuilder store(UnitOfWork unitOfWork) {
        store = unitOfWork;
        return this;
    }

    /**
     * Names this process among those that share the store, for people who look at its health. Without it, a name made
     * of the process id.
     *
     * @param name at most 255 characters
     * @return this
     */
    public GuildlineBuilder instance(String name) {
        instance = name;
        return this;
    }

    /**
     * Says where articles are found.
     *
     * @param base the knowledge base
     * @return this
     */
    public GuildlineBuilder knowledgeBase(KnowledgeBase base) {
        knowledgeBase = base;
        return this;
    }

    /**
     * Says who answers. Without it, the one built on the knowledge base does.
     *
     * @param agent the virtual agent
     * @return this
     */
    public GuildlineBuilder virtualAgent(VirtualAgent agent) {
        virtualAgent = agent;
        return this;
    }

    /**
     * Says who does the work. Without it, the calling thread does, which is what tests want. A pool of a few threads is
     * what a server wants; it stays the caller's to shut down, after {@link Guildline#close()}.
     *
     * @param pool the executor; must not reject work
     * @return this
     */
    public GuildlineBuilder executor(Executor pool) {
        executor = pool;
        return this;
    }

    /**
     * Says who does the virtual agent's thinking. Without it, the executor for all work does: give a slow virtual agent
     * threads of its own, so that its thinking holds up nothing else.
     *
     * @param pool the executor; must not reject work
     * @return this
     */
    public GuildlineBuilder virtualAgentExecutor(Executor pool) {
        virtualAgentExecutor = pool;
        return this;
    }

    /**
     * Says where files that come with messages are kept, and which are. Without it, they are passed on as links, which
     * expire.
     *
     * @param store where
     * @param policy which
     * @return this
     */
    public GuildlineBuilder attachments(AttachmentStore store, AttachmentPolicy policy) {
        attachments = store;
        attachmentPolicy = policy;
        return this;
    }

    /**
     * Says who copies files. Without it, the executor for all work does: give it threads of its own, because copying
     * blocks; as many files are copied at once as it has threads.
     *
     * @param pool the executor; must not reject work
     * @return this
     */
    public GuildlineBuilder attachmentExecutor(Executor pool) {
        attachmentExecutor = pool;
        return this;
    }

    /**
     * Says what time it is.
     *
     * @param source the clock
     * @return this
     */
    public GuildlineBuilder clock(InstantSource source) {
        clock = source;
        return this;
    }

    /**
     * Says where chance comes from: the jitter of retries.
     *
     * @param generator thread-safe, or used with a single-threaded executor
     * @return this
     */
    public GuildlineBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /**
     * Says where the identities of conversations come from. Without it, from a generator whose numbers cannot be
     * guessed, which is what anything but a test wants.
     *
     * @param generator thread-safe, or used with a single-threaded executor
     * @return this
     */
    public GuildlineBuilder identities(RandomGenerator generator) {
        identities = generator;
        return this;
    }

    /**
     * Says how long is waited between attempts.
     *
     * @param policy the policy
     * @return this
     */
    public GuildlineBuilder retryPolicy(RetryPolicy policy) {
        retryPolicy = policy;
        return this;
    }

    /**
     * Says how fast what customers write is passed on. Unlimited without it.
     *
     * @param budget the budget
     * @return this
     */
    public GuildlineBuilder intakeBudget(IntakeBudget budget) {
        intakeBudget = budget;
        return this;
    }

    /**
     * Says how long questions that were not answered are kept. Half a year without it, and twenty thousand of them.
     *
     * @param retention how long, and how many
     * @return this
     */
    public GuildlineBuilder questionRetention(QuestionRetention retention) {
        questionRetention = retention;
        return this;
    }

    /**
     * Says how long everything else is kept. For ever without it.
     *
     * @param lengths how long
     * @return this
     */
    public GuildlineBuilder retention(Retention lengths) {
        retention = lengths;
        return this;
    }

    /**
     * Says whether agents at the contact center get a note with up to three articles behind each message of a customer
     * that any fit to. Not without it. {@link dev.guildline.core.usecase.Knowledge#suggestionsFor} works all the same.
     *
     * @param inNotes whether they do
     * @return this
     */
    public GuildlineBuilder agentSuggestions(boolean inNotes) {
        notesSuggestions = inNotes;
        return this;
    }

    /**
     * Says which language customers are spoken to in as long as their own is not known. English without it.
     *
     * @param locale the language
     * @return this
     */
    public GuildlineBuilder defaultLocale(Locale locale) {
        defaultLocale = locale;
        return this;
    }

    /**
     * Says in which language agents are told what is not part of the talk: that a message did not arrive, was changed,
     * came late, and what stands for a sticker. The default locale without it.
     *
     * @param locale the language
     * @return this
     */
    public GuildlineBuilder agentLocale(Locale locale) {
        agentLocale = locale;
        return this;
    }

    /**
     * Adds one who is told what happens, after those who were added before.
     *
     * @param hearing the listener
     * @return this
     */
    public GuildlineBuilder listener(GuildlineListener hearing) {
        listeners.add(hearing);
        return this;
    }

    /**
     * Puts it together. Nothing is begun yet.
     *
     * @return the door to it
     * @throws IllegalStateException if there is no chat channel
     */
    public Guildline build() {
        if (channels.isEmpty()) {
            throw new IllegalStateException("channel: Guildline needs at least one chat channel");
        }
        return new Guildline(new Assembly(new Assembly.Parts(
                instance,
                store,
                channels,
                contactCenter,
                knowledgeBase,
                virtualAgent,
                attachments,
                attachmentPolicy,
                attachmentExecutor == null ? executor : attachmentExecutor,
                executor,
                virtualAgentExecutor == null ? executor : virtualAgentExecutor,
                clock,
                random,
                identities,
                retryPolicy,
                intakeBudget,
                questionRetention,
                retention,
                notesSuggestions,
                defaultLocale,
                agentLocale == null ? defaultLocale : agentLocale,
                new Listeners(listeners))));
    }
}
