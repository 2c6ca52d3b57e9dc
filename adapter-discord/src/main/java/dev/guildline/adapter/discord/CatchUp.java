package dev.guildline.adapter.discord;

import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One look at everybody after a silence. Each customer is looked at once, in their lane: when their turn comes, or as
 * soon as they write, so that the new message waits for nobody else's. Thread-safe.
 */
final class CatchUp {
    static final CatchUp NOTHING_MISSED = new CatchUp(CompletableFuture.completedFuture(Map.of()), null);
    private static final int AT_ONCE = 3;

    private final CompletableFuture<Map<Long, Instant>> customers;
    private final @Nullable MissedHistory history;
    private final Map<Long, CompletableFuture<Void>> looks = new ConcurrentHashMap<>();
    private final AtomicInteger found = new AtomicInteger();
    private final AtomicInteger looked = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();

    /** Looks at the customers, each from some time on, once they are known. */
    CatchUp(CompletableFuture<Map<Long, Instant>> customers, @Nullable MissedHistory history) {
        this.customers = customers;
        this.history = history;
    }

    /**
     * Completes when what the customer wrote meanwhile is passed on, or cannot be found. Fails if the adapter is closed
     * before: whatever was to follow must not come first, and is found by the next session.
     */
    CompletableFuture<Void> lookedAt(long user) {
        return customers.thenCompose(known -> {
            Instant from = known.get(user);
            return from == null || history == null
                    ? CompletableFuture.completedFuture(null)
                    : looks.computeIfAbsent(user, who -> look(history, who, from));
        });
    }

    private CompletableFuture<Void> look(MissedHistory at, long user, Instant from) {
        return at.passOn(user, from, found::incrementAndGet)
                .exceptionallyCompose(failure -> {
                    skipped.incrementAndGet();
                    return at.isClosed()
                            ? CompletableFuture.failedFuture(failure)
                            : CompletableFuture.completedFuture(null);
                })
                .thenRun(looked::incrementAndGet);
    }

    /** Looks at everybody, a few at a time. Completes at the end, or soon after it is of no use any more. */
    CompletableFuture<Void> all(CustomerLanes lanes, ExecutorService threads, BooleanSupplier superseded) {
        BooleanSupplier over = () -> superseded.getAsBoolean() || threads.isShutdown();
        return customers.thenCompose(known -> {
            Queue<Long> waiting = new ConcurrentLinkedQueue<>(known.keySet());
            return CompletableFuture.allOf(IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> oneAfterAnother(waiting, lanes, threads, over))
                    .toArray(CompletableFuture<?>[]::new));
        });
    }

    private CompletableFuture<Void> oneAfterAnother(
            Queue<Long> waiting, CustomerLanes lanes, ExecutorService threads, BooleanSupplier over) {
        Long user = over.getAsBoolean() ? null : waiting.poll();
        if (user == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> turn = new CompletableFuture<>();
        lanes.enter(user, () -> lookedAt(user).whenComplete((done, failure) -> turn.complete(null)));
        return turn.thenComposeAsync(done -> oneAfterAnother(waiting, lanes, threads, over), threads);
    }

    /** What came of it, in numbers. */
    String result() {
        return looked + " customers looked at, " + found + " messages found, " + skipped + " customers skipped";
    }

    /** How far it is, for people; empty if there is nothing to do. */
    String progress() {
        if (history == null) {
            return "";
        }
        return customers.isDone()
                ? "looking for missed messages, " + looked + " of "
                        + customers.join().size() + " customers done"
                : "about to look for missed messages";
    }
}
