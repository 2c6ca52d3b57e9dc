package dev.guildline.core.internal;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

        @SuppressWarnings("NullAway") // run() has set both; a work's own null result is what it wants to complete with
        void committed(Consumer<Step> relay) {
            relay.accept(step);
            done.complete(result);
        }
    }

    private final UnitOfWork store;
    private final InstantSource clock;
    private final Executor executor;
    private final Consumer<Step> committed;
    private final Runnable inDoubt;
    private final Queue<Entry<?>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Makes a writer.
     *
     * @param committed told of every step after its commit, in order, before the step's stage completes
     * @param inDoubt told when a commit may or may not have happened: what it promised is known to the store alone
     */
    JournalWriter(
            UnitOfWork store, InstantSource clock, Executor executor, Consumer<Step> committed, Runnable inDoubt) {
        this.store = store;
        this.clock = clock;
        this.executor = executor;
        this.committed = committed;
        this.inDoubt = inDoubt;
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

    private void commit(List<Entry<?>> group) {
        try {
            store.inTransaction(tx -> {
                group.forEach(entry -> entry.run(tx, clock));
                return group.size();
            });
        } catch (PortException.OutcomeUnknown e) {
            // Not to be repeated here: part of it may be kept. Whoever asked tells it again, and keys catch repeats.
            inDoubt.run();
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
        group.forEach(entry -> entry.committed(committed));
    }
}
