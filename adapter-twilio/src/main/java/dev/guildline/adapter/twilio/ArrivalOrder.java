package dev.guildline.adapter.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts messages of agents back in order. Each is told by an HTTP call of its own, and one can overtake another. Their
 * places in the conversation tell the order; the places of what we posted ourselves are known, so what is held back is
 * only what follows a gap. A gap that does not close in a moment is looked for in the history before anything passes
 * it: the call that should have told of it may be lost. As long as a message of our own is under way the gap is probably
 * that one, and nobody is asked. While the history is being fetched, what comes live waits for it. Thread-safe.
 */
final class ArrivalOrder {
    private static final int MOST = 5_000;

    /** How many moments are waited for a message of our own: Twilio may be slow to tell where it stands. */
    private static final int PATIENCE = 10;

    private static final CompletionStage<?> DONE = CompletableFuture.completedFuture(null);

    private final Duration hold;
    private final Map<String, Lane> lanes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Lane> eldest) {
            return size() > MOST;
        }
    };

    private boolean paused;

    /** Completes when all that was said in a conversation has been told; fails if it never will be. */
    private volatile Function<String, CompletionStage<?>> history = conversation -> DONE;

    ArrivalOrder(Duration hold) {
        this.hold = hold;
    }

    /** Sets who is asked for what is missing; until then a gap is passed after a moment. */
    void askForMissing(Function<String, CompletionStage<?>> source) {
        history = source;
    }

    /** Posts a message of our own; what it finds in its answer is to be told by {@link #ours} before it returns. */
    <T> T posting(String conversation, Supplier<T> post) {
        Lane lane = lane(conversation);
        lane.posting(1);
        try {
            return post.get();
        } finally {
            lane.posting(-1);
        }
    }

    /** Nothing will be told of the message in that place: we posted it. */
    void ours(String conversation, int index) {
        lane(conversation).ours(index);
    }

    /**
     * Does some work after that for the places before.
     *
     * @return completes as the work does
     */
    <T> CompletionStage<T> inOrder(String conversation, int index, Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Lane lane = lane(conversation);
        if (!lane.arrived(index, () -> start(work, result))) {
            later(() -> waitedFor(lane, index, PATIENCE));
        }
        return result;
    }

    /** From now on every conversation waits until it is told to go on. */
    void pause() {
        synchronized (lanes) {
            paused = true;
            lanes.values().forEach(Lane::pause);
        }
    }

    /** Goes on with what waits in a conversation. */
    void resume(String conversation) {
        resume(lane(conversation));
    }

    /** Goes on with all conversations but some. */
    void resumeAllBut(Set<String> conversations) {
        List<Lane> others = new ArrayList<>();
        synchronized (lanes) {
            // Those that wait on have to have a lane that does.
            conversations.forEach(this::lane);
            paused = false;
            lanes.forEach((conversation, lane) -> {
                if (!conversations.contains(conversation)) {
                    others.add(lane);
                }
            });
        }
        others.forEach(this::resume);
    }

    /** Completes when what has been let go so far is done, and never while the conversation waits. */
    CompletionStage<Void> settled(String conversation) {
        return lane(conversation).settled();
    }

    private void resume(Lane lane) {
        int last = lane.resume();
        if (last >= 0) {
            later(() -> waitedFor(lane, last, PATIENCE));
        }
    }

    private void later(Runnable work) {
        CompletableFuture.delayedExecutor(hold.toMillis(), TimeUnit.MILLISECONDS)
                .execute(work);
    }

    /** What is still missing before that place is asked for; what does not exist then is passed. */
    private void waitedFor(Lane lane, int index, int patience) {
        if (patience > 0 && lane.isPosting()) {
            later(() -> waitedFor(lane, index, patience - 1));
            return;
        } else if (!lane.asks(index)) {
            return;
        }
        CompletionStage<?> unused = history.apply(lane.conversation).whenComplete((told, failure) -> {
            if (failure == null) {
                int last = lane.asked(index);
                if (last >= 0) {
                    later(() -> waitedFor(lane, last, PATIENCE));
                }
            }
        });
    }

    private Lane lane(String conversation) {
        synchronized (lanes) {
            return lanes.computeIfAbsent(conversation, absent -> new Lane(conversation, paused));
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
        private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);
        private final String conversation;
        private boolean asking;
        private int posting;
        private int next;

        Lane(String conversation, boolean paused) {
            this.conversation = conversation;
            if (paused) {
                pause();
            }
        }

        synchronized void pause() {
            if (running.isDone()) {
                running = new CompletableFuture<>();
            }
        }

        /** Returns the last place that still waits, -1 if there is none. */
        synchronized int resume() {
            if (running.isDone()) {
                return -1;
            }
            CompletableFuture<Void> before = running;
            running = CompletableFuture.completedFuture(null);
            release();
            before.complete(null);
            return waiting.isEmpty() ? -1 : waiting.lastKey();
        }

        synchronized CompletableFuture<Void> settled() {
            return running.thenCompose(on -> done());
        }

        private synchronized CompletableFuture<Void> done() {
            return tail.handle((done, failure) -> null);
        }

        synchronized void posting(int change) {
            posting += change;
        }

        synchronized boolean isPosting() {
            return posting > 0;
        }

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

        /** Whether somebody has to be asked for what is missing before that place. */
        synchronized boolean asks(int index) {
            boolean missing = running.isDone() && !waiting.isEmpty() && waiting.firstKey() <= index;
            if (!missing || asking) {
                return false;
            }
            asking = true;
            return true;
        }

        /** What is missing before that place does not exist. Returns the last place that still waits, -1 if none. */
        synchronized int asked(int index) {
            asking = false;
            while (running.isDone() && !waiting.isEmpty() && waiting.firstKey() <= index) {
                next = Math.max(next, waiting.firstKey());
                release();
            }
            return waiting.isEmpty() ? -1 : waiting.lastKey();
        }

        private void release() {
            while (running.isDone()) {
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
