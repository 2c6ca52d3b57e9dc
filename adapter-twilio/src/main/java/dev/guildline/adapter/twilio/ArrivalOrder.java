package dev.guildline.adapter.twilio;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Puts messages of agents back in order. Each is told by an HTTP call of its own, and one can overtake another. Their
 * places in the conversation tell the order; the places of what we posted ourselves are known, so what is held back is
 * only what follows a gap, and only for a moment. Thread-safe.
 */
final class ArrivalOrder {
    private static final int MOST = 5_000;

    private final Duration hold;
    private final Map<String, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lane> eldest) {
            return size() > MOST;
        }
    };

    ArrivalOrder(Duration hold) {
        this.hold = hold;
    }

    /** Nothing will be told of the message in that place: we posted it. */
    void ours(String conversation, int index) {
        lane(conversation).ours(index);
    }

    /**
     * Does some work after that for the places before, or after a moment.
     *
     * @return completes as the work does
     */
    <T> CompletionStage<T> inOrder(String conversation, int index, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Lane lane = lane(conversation);
        if (!lane.arrived(index, () -> start(work, result))) {
            CompletableFuture.delayedExecutor(hold.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> lane.waitedFor(index));
        }
        return result;
    }

    private Lane lane(String conversation) {
        synchronized (lanes) {
            return lanes.computeIfAbsent(conversation, absent -> new Lane());
        }
    }

    private static <T> CompletableFuture<T> start(Supplier<CompletionStage<T>> work, CompletableFuture<T> result) {
        CompletionStage<T> stage;
        try {
            stage = work.get();
        } catch (RuntimeException failure) {
            result.completeExceptionally(failure);
            return result;
        }
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** The messages of one conversation. */
    private static final class Lane {
        private final TreeMap<Integer, Supplier<CompletableFuture<?>>> waiting = new TreeMap<>();
        private final TreeSet<Integer> ours = new TreeSet<>();
        private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);
        private int next;

        synchronized void ours(int index) {
            if (index >= next) {
                ours.add(index);
                release();
            }
        }

        /** Returns whether the work was let go. */
        synchronized boolean arrived(int index, Supplier<CompletableFuture<?>> work) {
            if (index < next) {
                follow(work);
                return true;
            }
            // The same message again waits with the first one: alone it would overtake.
            waiting.merge(
                    index,
                    work,
                    (first, again) ->
                            () -> first.get().handle((done, failure) -> null).thenCompose(before -> again.get()));
            release();
            return index < next;
        }

        /** Whatever is still missing before that place is not waited for any longer. */
        synchronized void waitedFor(int index) {
            while (!waiting.isEmpty() && waiting.firstKey() <= index) {
                next = Math.max(next, waiting.firstKey());
                release();
            }
        }

        private void release() {
            while (true) {
                Supplier<CompletableFuture<?>> work = waiting.remove(next);
                if (work != null) {
                    follow(work);
                } else if (!ours.remove(next)) {
                    break;
                }
                next++;
            }
            ours.headSet(next).clear();
        }

        private void follow(Supplier<CompletableFuture<?>> work) {
            tail = tail.handle((done, failure) -> null).thenCompose(before -> work.get());
        }
    }
}
