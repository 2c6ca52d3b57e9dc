package dev.guildline.adapter.discord;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.usecase.Conversations;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import net.dv8tion.jda.api.JDA;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what customers wrote while the gateway told us nothing: before a new session begins there is no knowing
 * what was said, so every customer of a late conversation is looked at. A resumed session has missed nothing.
 * Thread-safe; called on the gateway's thread, which it never holds.
 */
final class MissedMessages {
    private static final System.Logger LOG = System.getLogger(MissedMessages.class.getName());
    private static final int CONVERSATIONS = 1_000;
    /** Whoever is in a conversation is looked at, however many have come and gone since they last wrote. */
    private static final int OPEN_CONVERSATIONS = 10_000;

    private static final Set<ConversationStatus> OPEN = EnumSet.complementOf(EnumSet.of(ConversationStatus.CLOSED));

    private final CompletableFuture<DrivingPorts> ports;
    private final PrivateChannels channels;
    private final PrivateThreads privateThreads;
    private final CustomerLanes lanes;
    private final WordsForCore core;
    private final StubbornCall calls;
    private final ExecutorService threads;

    private volatile CatchUp current = CatchUp.NOTHING_MISSED;
    /** Since when nothing has been heard; null while the session lives. */
    private @Nullable Instant silentSince = Instant.now();
    /** What the catch-up under way is about; null if there is none. */
    private @Nullable Instant catchingUpFrom;

    MissedMessages(
            CompletableFuture<DrivingPorts> ports,
            PrivateChannels channels,
            PrivateThreads privateThreads,
            CustomerLanes lanes,
            WordsForCore core,
            StubbornCall calls,
            ExecutorService threads) {
        this.ports = ports;
        this.channels = channels;
        this.privateThreads = privateThreads;
        this.lanes = lanes;
        this.core = core;
        this.calls = calls;
        this.threads = threads;
    }

    /** The connection is lost; whether anything is missed shows when there is one again. */
    synchronized void disconnected() {
        if (silentSince == null) {
            silentSince = Instant.now();
        }
    }

    /** The session goes on where it was: Discord tells what happened meanwhile by itself. */
    synchronized void resumed() {
        silentSince = null;
    }

    /** A session has begun that knows nothing of the time before. Returns at once; the rest waits for the start. */
    synchronized void sessionBegan(JDA jda) {
        Instant lost = earliest(catchingUpFrom, earliest(silentSince, Instant.now()));
        silentSince = null;
        catchingUpFrom = lost;
        CompletableFuture<Map<Long, Instant>> customers = ports.thenComposeAsync(
                        told -> calls.untilKept("the list of conversations", () -> known(told.conversations())),
                        threads)
                .thenApplyAsync(
                        known -> {
                            known.conversations()
                                    .forEach(c -> ThreadAddress.of(c.customer().address())
                                            .ifPresent(privateThreads::remember));
                            return HeardThrough.byUser(known.conversations(), lost, known.recognisedSince());
                        },
                        threads)
                .exceptionally(failure -> Map.of());
        CatchUp begun = new CatchUp(customers, new MissedHistory(jda, channels, privateThreads, core, calls, threads));
        current = begun;
        CompletionStage<Void> end = begun.all(lanes, threads, () -> current != begun);
        end.thenRun(() -> over(begun));
    }

    /** What is asked before a catch-up, after it is known that there is one. */
    private record Known(List<Conversation> conversations, Instant recognisedSince) {}

    private static CompletionStage<Known> known(Conversations conversations) {
        return listed(conversations).thenCombine(conversations.recognisedSince(), Known::new);
    }

    /** The open ones, and those that changed last; the last changed comes first. */
    private static CompletionStage<List<Conversation>> listed(Conversations conversations) {
        return conversations
                .list(OPEN, OPEN_CONVERSATIONS)
                .thenCombine(
                        conversations.list(EnumSet.allOf(ConversationStatus.class), CONVERSATIONS), (open, latest) -> {
                            if (latest.size() == CONVERSATIONS) {
                                LOG.log(
                                        System.Logger.Level.INFO,
                                        "missed messages are looked for in {0} open conversations and in the {1} that"
                                                + " changed last",
                                        open.size(),
                                        CONVERSATIONS);
                            }
                            Map<ConversationId, Conversation> all = new HashMap<>();
                            open.forEach(one -> all.put(one.id(), one));
                            latest.forEach(one -> all.put(one.id(), one));
                            return all.values().stream()
                                    .sorted(Comparator.comparing(Conversation::updatedAt)
                                            .reversed())
                                    .toList();
                        });
    }

    private static Instant earliest(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    private synchronized void over(CatchUp ended) {
        if (ended != current || threads.isShutdown()) {
            // After closing, what still comes in waits in vain: it must not overtake what was not passed on.
            return;
        }
        catchingUpFrom = null;
        current = CatchUp.NOTHING_MISSED;
        LOG.log(System.Logger.Level.INFO, "looked for missed messages: {0}", ended.result());
    }

    /** Whether the connection stands and nothing is left to be looked for. */
    synchronized boolean hasHeardAll() {
        return silentSince == null && catchingUpFrom == null;
    }

    /** What a message that comes in now has to wait for. */
    CatchUp current() {
        return current;
    }

    /** How far it is, for people; empty if nothing is going on. */
    String progress() {
        return current.progress();
    }
}
