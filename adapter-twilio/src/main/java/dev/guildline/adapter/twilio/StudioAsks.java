package dev.guildline.adapter.twilio;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Knows which conversations the Studio flow is asking about at the moment, and what it was told last. So the one who
 * asks for an agent knows whether the flow is going to send to Flex by itself. Kept in memory: if another instance
 * answered the flow, the flow is asked again, and Flex drops the second request of a conversation. Thread-safe.
 */
final class StudioAsks {
    /** What the flow was told. */
    enum Verdict {
        /** Send the conversation to Flex. */
        AGENT,
        /** Nothing. */
        NONE
    }

    /** How long a verdict is taken to be what the flow acts on. */
    private static final long FRESH = Duration.ofSeconds(30).toNanos();

    /** How long a flow may take to end after it was answered. */
    private static final long ENDING = Duration.ofSeconds(2).toNanos();

    private final Map<String, Set<Ask>> open = new HashMap<>();
    private final Map<String, Long> sentToAgent = new HashMap<>();
    private final Map<String, Long> ended = new HashMap<>();

    /** The flow asks; to be ended by {@link Ask#answered}. */
    Ask begin(String conversation) {
        Ask ask = new Ask(conversation);
        synchronized (this) {
            open.computeIfAbsent(conversation, absent -> new HashSet<>()).add(ask);
            long now = System.nanoTime();
            sentToAgent.values().removeIf(at -> now - at > FRESH);
            ended.values().removeIf(at -> now - at > ENDING);
        }
        return ask;
    }

    /**
     * What the flow does about a conversation.
     *
     * @return completes as soon as nothing is being asked; a verdict for an agent is told once
     */
    synchronized CompletableFuture<Verdict> verdict(String conversation) {
        Set<Ask> asked = open.get(conversation);
        if (asked == null) {
            return CompletableFuture.completedFuture(take(conversation));
        }
        CompletableFuture<?>[] ends = asked.stream().map(ask -> ask.end).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(ends).thenApply(ended -> take(conversation));
    }

    /** Whether a run of the flow is likely to be under way. */
    synchronized boolean isBusy(String conversation) {
        Long at = ended.get(conversation);
        return open.containsKey(conversation) || (at != null && System.nanoTime() - at <= ENDING);
    }

    private synchronized Verdict take(String conversation) {
        Long at = sentToAgent.remove(conversation);
        return at != null && System.nanoTime() - at <= FRESH ? Verdict.AGENT : Verdict.NONE;
    }

    /** One question of the flow. Compared by identity. */
    final class Ask {
        private final String conversation;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        private Ask(String conversation) {
            this.conversation = conversation;
        }

        /** The flow is being told; only the first call counts. */
        void answered(Verdict verdict) {
            synchronized (StudioAsks.this) {
                Set<Ask> asked = open.get(conversation);
                if (asked == null || !asked.remove(this)) {
                    return;
                }
                if (asked.isEmpty()) {
                    open.remove(conversation);
                }
                ended.put(conversation, System.nanoTime());
                if (verdict == Verdict.AGENT) {
                    sentToAgent.put(conversation, System.nanoTime());
                }
            }
            end.complete(null);
        }
    }
}
