package dev.guildline.core.internal;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The only one who writes. Whatever has queued up meanwhile is done in one transaction, in order: nothing races, and a
 * busy time costs few commits. Work is done on the executor, by one thread at a time.
 *
 * <p>Stages complete on that thread: what hangs on them must not block.
 */
final class JournalWriter {
    private static final int LARGEST_GROUP = 256;

    /** A piece of work. May run twice if a neighbour in its group fails, so it must do nothing but use its step. */
    @FunctionalInterface
    interface Work<T> {
        T run(Step step);
    }

    private static final class Entry<T> {
        private final Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable Step step;
        private @Nullable T result;

        Entry(Work<T> work) {
            this.work = work;
        }

        void run(Transaction tx, InstantSource clock) {
            Step fresh = new Step(tx, clock.instant());
            step = fresh;
            result = work.run(fresh);
        }

        Step step() {
            return Objects.requireNonNull(step);
        }

        @SuppressWarnings("NullAway") // a work's own null result is what it wants to complete with
        void complete() {
            done.complete(result);
        }
    }

    private final UnitOfWork store;
    private final InstantSource clock;
    private final Executor executor;
    private final Doubt doubt;
    private final Consumer<List<Step>> committed;
    private final Queue<Entry<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean inDoubt;

    /** What to do about a commit that may or may not have happened: what it promised is known to the store alone. */
    interface Doubt {
        /** Called at once: nothing that is known from memory may be relied on. */
        void arises();

        /** Looks into the store, before anything else is written; may be called again if that fails. */
        void isResolved(Step step);
    }

    /**
     * Makes a writer.
     *
     * @param committed told of all steps of a commit after it, in order, before the stage of any of them completes
     */
    JournalWriter(
            UnitOfWork store, InstantSource clock, Executor executor, Consumer<List<Step>> committed, Doubt doubt) {
        this.store = store;
        this.clock = clock;
        this.executor = executor;
        this.committed = committed;
        this.doubt = doubt;
    }

    /** Finds out what an unclear commit has kept, if there was one and nothing else is to be written. */
    void resolveDoubt() {
        if (inDoubt) {
            write(step -> true);
        }
    }

    /** Does work, soon; completes once it is committed. */
    <T> CompletionStage<T> write(Work<T> work) {
        Entry<T> entry = new Entry<>(work);
        queue.add(entry);
        if (waiting.getAndIncrement() == 0) {
            executor.execute(this::drain);
        }
        return entry.done;
    }

    private void drain() {
        int done;
        do {
            List<Entry<?>> group = new ArrayList<>();
            while (group.size() < LARGEST_GROUP) {
                Entry<?> next = queue.poll();
                if (next == null) {
                    break;
                }
                group.add(next);
            }
            commit(group);
            done = group.size();
        } while (waiting.addAndGet(-done) > 0);
    }

    /** After an unclear commit nothing is written before it is known what was kept: else it would be overtaken. */
    private boolean doubtIsResolved(List<Entry<?>> group) {
        if (!inDoubt) {
            return true;
        }
        Entry<Boolean> look = new Entry<>(step -> {
            doubt.isResolved(step);
            return true;
        });
        try {
            store.inTransaction(tx -> {
                look.run(tx, clock);
                return 1;
            });
        } catch (RuntimeException | Error e) {
            group.forEach(entry -> entry.done.completeExceptionally(e));
            return false;
        }
        inDoubt = false;
        committed.accept(List.of(look.step()));
        return true;
    }

    private void commit(List<Entry<?>> group) {
        if (!doubtIsResolved(group)) {
            return;
        }
        try {
            store.inTransaction(tx -> {
                group.forEach(entry -> entry.run(tx, clock));
                return group.size();
            });
        } catch (PortException.OutcomeUnknown e) {
            // Not to be repeated here: part of it may be kept. Whoever asked tells it again, and keys catch repeats.
            inDoubt = true;
            doubt.arises();
            group.forEach(entry -> entry.done.completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.get(0).done.completeExceptionally(e);
            } else {
                // One of them is at fault; the others must not suffer for it.
                group.forEach(entry -> commit(List.of(entry)));
            }
            return;
        }
        committed.accept(group.stream().<Step>map(Entry::step).toList());
        group.forEach(Entry::complete);
    }
}
