package dev.guildline.adapter.twilio;

import dev.guildline.adapter.twilio.ConversationHistory.Findings;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.SignalOutcome;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Finds what no webhook told. Twilio calls once and does not repeat, so a webhook is a hint and the history is the
 * truth: all open conversations are looked at once at the start, those with an agent regularly from then on. Looks are
 * few at a time and bounded per sweep. Ends with the contact center. Thread-safe.
 */
final class CatchUp {
    private static final Logger LOG = System.getLogger(CatchUp.class.getName());
    private static final Set<ConversationStatus> OPEN = EnumSet.complementOf(EnumSet.of(ConversationStatus.CLOSED));
    private static final int MOST = 1_000;
    private static final int MOST_PER_SWEEP = 100;
    private static final int AT_A_TIME = 4;
    private static final int RETRIES = 4;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final TwilioContactCenter center;
    private final Conversations conversations;
    private final AgentWords words;
    private final ConversationHistory history;
    private final Duration interval;
    private final Repeats repeats;
    private final LookMarks marks = new LookMarks();

    /** Conversations that could not be looked at yet: the next sweep tries them too. */
    private final Set<String> behind = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean begun = new AtomicBoolean();

    CatchUp(
            TwilioContactCenter center,
            Conversations conversations,
            AgentWords words,
            Duration interval,
            Duration firstWait) {
        this.center = center;
        this.conversations = conversations;
        this.words = words;
        this.history = new ConversationHistory(center.config().closeAfter());
        this.interval = interval;
        this.repeats = new Repeats(() -> center.calls().isClosed(), firstWait);
    }

    /** What came of looking at some conversations. */
    private static final class Tally {
        private final AtomicInteger messages = new AtomicInteger();
        private final AtomicInteger ends = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
    }

    /**
     * Looks at every open conversation. Until one was looked at, what webhooks tell of it waits, so that what was said
     * before comes first. Sweeps follow.
     *
     * @return completes with how many messages of agents were found; never fails
     */
    CompletableFuture<Integer> begin() {
        ArrivalOrder order = center.order();
        order.pause();
        // Whatever goes wrong, nobody's words wait for long.
        later(LONGEST_WAIT).execute(() -> order.resumeAllBut(Set.of()));
        Tally tally = new Tally();
        return repeats.atMost(RETRIES, () -> conversations.list(OPEN, MOST))
                .thenCompose(all -> {
                    List<Conversation> linked = all.stream()
                            .filter(conversation -> conversation.contactLink().isPresent())
                            .toList();
                    order.resumeAllBut(linked.stream().map(CatchUp::sid).collect(Collectors.toSet()));
                    return lookAt(linked, RETRIES, tally).thenApply(done -> linked.size());
                })
                .handle((looked, failure) -> {
                    order.resumeAllBut(Set.of());
                    if (failure != null) {
                        LOG.log(Level.WARNING, "open conversations cannot be listed: {0}", message(failure));
                    } else {
                        LOG.log(
                                Level.INFO,
                                "caught up with Twilio: {0} open conversations, {1} messages of agents were missing,"
                                        + " {2} had ended, {3} are tried again",
                                looked,
                                tally.messages.get(),
                                tally.ends.get(),
                                tally.failures.get());
                    }
                    if (begun.compareAndSet(false, true)) {
                        sweepLater();
                    }
                    return tally.messages.get();
                });
    }

    /**
     * Looks once at the conversations that are with an agent, those first that were not looked at for longest.
     *
     * @return completes with how many messages of agents were found; never fails
     */
    CompletableFuture<Integer> sweep() {
        Tally tally = new Tally();
        Set<ConversationStatus> statuses = behind.isEmpty() ? EnumSet.of(ConversationStatus.WITH_AGENT) : OPEN;
        return repeats.atMost(0, () -> conversations.list(statuses, MOST))
                .thenCompose(all -> {
                    List<Conversation> due = all.stream()
                            .filter(conversation -> conversation.contactLink().isPresent())
                            .filter(conversation -> conversation.status() == ConversationStatus.WITH_AGENT
                                    || behind.contains(sid(conversation)))
                            .sorted(Comparator.comparingLong(conversation -> marks.lastLook(sid(conversation))))
                            .limit(MOST_PER_SWEEP)
                            .toList();
                    return lookAt(due, 0, tally);
                })
                .handle((done, failure) -> {
                    if (tally.messages.get() + tally.ends.get() + tally.failures.get() > 0) {
                        LOG.log(
                                Level.INFO,
                                "a sweep found what no webhook told: {0} messages of agents, {1} ends; {2}"
                                        + " conversations could not be looked at",
                                tally.messages.get(),
                                tally.ends.get(),
                                tally.failures.get());
                    }
                    return tally.messages.get();
                });
    }

    private void sweepLater() {
        later(interval).execute(() -> {
            if (!center.calls().isClosed()) {
                CompletionStage<Void> unused = sweep().thenAccept(found -> sweepLater());
            }
        });
    }

    private CompletableFuture<Void> lookAt(List<Conversation> all, int retries, Tally tally) {
        all.forEach(conversation -> behind.add(sid(conversation)));
        Queue<Conversation> left = new ConcurrentLinkedQueue<>(all);
        List<CompletableFuture<Void>> lookers = new ArrayList<>();
        for (int i = 0; i < AT_A_TIME; i++) {
            lookers.add(next(left, retries, tally));
        }
        return CompletableFuture.allOf(lookers.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> next(Queue<Conversation> left, int retries, Tally tally) {
        Conversation conversation = left.poll();
        if (conversation == null || center.calls().isClosed()) {
            return CompletableFuture.completedFuture(null);
        }
        return repeats.atMost(retries, () -> look(conversation, tally))
                .handle((done, failure) -> {
                    if (failure == null) {
                        behind.remove(sid(conversation));
                    } else {
                        tally.failures.incrementAndGet();
                        LOG.log(
                                Level.WARNING,
                                "conversation {0} cannot be looked at: {1}",
                                sid(conversation),
                                message(failure));
                    }
                    return true;
                })
                .thenComposeAsync(done -> next(left, retries, tally));
    }

    /**
     * Tells what is missing in one conversation, however long it takes to learn it.
     *
     * @return completes when everything said so far is kept; fails only if the contact center is closed meanwhile
     */
    CompletableFuture<Void> complete(String sid) {
        ConversationKey key = ConversationKey.linked(new ExternalRef(sid));
        return repeats.untilDone(() -> conversations
                        .find(key)
                        .thenCompose(found -> found.filter(Conversation::isOpen).isEmpty()
                                ? CompletableFuture.completedFuture(true)
                                : words(found.get(), new Tally()).thenApply(told -> true)))
                .exceptionallyCompose(failure -> {
                    LOG.log(Level.WARNING, "conversation {0} cannot be looked at: {1}", sid, message(failure));
                    return TwilioErrors.map(failure) instanceof Permanent
                            ? CompletableFuture.completedFuture(true)
                            : CompletableFuture.failedFuture(failure);
                })
                .thenAccept(done -> {});
    }

    private CompletableFuture<Void> look(Conversation conversation, Tally tally) {
        String sid = sid(conversation);
        return words(conversation, tally).thenCompose(found -> {
            if (found.endOrNull() == null) {
                return CompletableFuture.completedFuture(null);
            }
            marks.forget(sid);
            return conversations
                    .contactEnded(
                            new InboxKey("twilio.closed", sid),
                            ConversationKey.linked(new ExternalRef(sid)),
                            found.endOrNull())
                    .thenAccept(outcome -> count(tally.ends, outcome));
        });
    }

    /** Completes when what agents said since the last look but one is kept. */
    private CompletableFuture<Findings> words(Conversation conversation, Tally tally) {
        String sid = sid(conversation);
        String customer = Identities.of(conversation.customer().id());
        return center.discovery()
                .sids()
                .thenCompose(sids ->
                        center.calls().make(client -> history.after(client, sids, sid, customer, marks.through(sid))))
                .whenComplete((found, failure) -> {
                    if (failure != null) {
                        center.order().resume(sid);
                    }
                })
                .thenCompose(found -> tell(sid, found, tally));
    }

    private CompletableFuture<Findings> tell(String sid, Findings found, Tally tally) {
        found.others().forEach(index -> center.order().ours(sid, index));
        List<CompletableFuture<Void>> told = new ArrayList<>();
        for (AgentWords.Words each : found.words()) {
            told.add(words.said(each)
                    .thenAccept(outcome -> count(tally.messages, outcome))
                    .toCompletableFuture());
            Instant edited = found.edits().get(each.sid());
            if (edited != null) {
                told.add(words.edited(each, edited.toString(), edited)
                        .<Void>thenApply(outcome -> null)
                        .toCompletableFuture());
            }
        }
        center.order().resume(sid);
        return CompletableFuture.allOf(told.toArray(CompletableFuture[]::new)).thenApply(all -> {
            marks.looked(sid, found.newest());
            return found;
        });
    }

    private static void count(AtomicInteger counter, SignalOutcome outcome) {
        if (outcome == SignalOutcome.DONE) {
            counter.incrementAndGet();
        }
    }

    private static Executor later(Duration wait) {
        return CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String message(Throwable failure) {
        return String.valueOf(TwilioErrors.map(failure).getMessage());
    }

    private static String sid(Conversation conversation) {
        return conversation.contactLink().orElseThrow().ref().value();
    }
}
