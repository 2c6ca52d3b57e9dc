package dev.guildline.core.internal;

import dev.guildline.core.error.PortException;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Commit;
import dev.guildline.core.relay.Delivery;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

    /** What a piece of work needs. */
    private enum Need {
        /** Only reads: takes no turn, and may see what was committed before the last moment. */
        NOTHING,
        /** Its turn to write. */
        TURN,
        /** Its turn to write, in the process that makes the deliveries; fails with {@link StoodDown} in another. */
        LEASE
    }

    private static final class Entry<T> {
        private final Need need;
        private final Work<T> work;
        private final CompletableFuture<T> done = new CompletableFuture<>();
        private @Nullable Step step;
        private @Nullable T result;

        Entry(Need need, Work<T> work) {
            this.need = need;
            this.work = work;
        }

        void run(Transaction tx, InstantSource clock, boolean ours) {
            step = null;
            if (need == Need.LEASE && !ours) {
                return;
            }
            Step fresh = new Step(tx, clock.instant(), ours);
            step = fresh;
            result = work.run(fresh);
        }

        Stream<Step> step() {
            return Stream.ofNullable(step);
        }

        @SuppressWarnings("NullAway") // a work's own null result is what it wants to complete with
        void complete() {
            if (step == null) {
                done.completeExceptionally(new StoodDown());
                return;
            }
            done.complete(result);
        }
    }

    private final UnitOfWork store;
    private final InstantSource clock;
    private final Executor executor;
    private final Leadership leadership;
    private final Follower follower;
    private final Doubt doubt;
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

    /** Follows what is committed. Called in the order of the commits. */
    @FunctionalInterface
    interface Follower {
        /** All steps of a commit, in order, before the stage of any of them completes. */
        void committed(List<Step> steps);

        /** What a commit has kept, and how long it took; told before {@link #committed}. */
        default void measured(Commit commit) {}

        /** Something could not be kept, or perhaps could. */
        default void failed(boolean unclear) {}

        /** Other processes have committed something, among it the promise of these deliveries. */
        default void committedOutside(List<Delivery> promised) {}

        /** Another process makes the deliveries now. */
        default void stoodDown() {}
    }

    /**
     * Makes a writer.
     *
     * @param leadership whether this process makes the deliveries
     * @param follower told of what is committed
     */
    JournalWriter(
            UnitOfWork store,
            InstantSource clock,
            Executor executor,
            Leadership leadership,
            Follower follower,
            Doubt doubt) {
        this.store = store;
        this.clock = clock;
        this.executor = executor;
        this.leadership = leadership;
        this.follower = follower;
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
        return enqueue(Need.TURN, work);
    }

    /** As {@link #write}, but only while this process makes the deliveries; fails with {@link StoodDown} otherwise. */
    <T> CompletionStage<T> writeOfRelay(Work<T> work) {
        return enqueue(Need.LEASE, work);
    }

    /** Reads, soon, without waiting for other processes. */
    <T> CompletionStage<T> read(Work<T> work) {
        return enqueue(Need.NOTHING, work);
    }

    private <T> CompletionStage<T> enqueue(Need need, Work<T> work) {
        Entry<T> entry = new Entry<>(need, work);
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
        Entry<Boolean> look = new Entry<>(Need.TURN, step -> {
            doubt.isResolved(step);
            return true;
        });
        try {
            follow(List.of(look), run(List.of(look)));
        } catch (RuntimeException | Error e) {
            group.forEach(entry -> entry.done.completeExceptionally(e));
            return false;
        }
        inDoubt = false;
        return true;
    }

    private static boolean writes(List<Entry<?>> group) {
        return group.stream().anyMatch(entry -> entry.need != Need.NOTHING);
    }

    /** Runs a group in one transaction. */
    private Leadership.Look run(List<Entry<?>> group) {
        boolean writes = writes(group);
        return store.inTransaction(tx -> {
            Leadership.Look look = writes ? leadership.look(tx) : Leadership.Look.NONE;
            group.forEach(entry -> entry.run(tx, clock, look.ours()));
            leadership.wrote(tx, look);
            return look;
        });
    }

    private void follow(List<Entry<?>> group, Leadership.Look look) {
        if (!leadership.committed(look)) {
            leadership.standDown();
            follower.stoodDown();
        } else if (look.outsideChanged()) {
            follower.committedOutside(look.fromOutside());
        }
        follower.committed(group.stream().<Step>flatMap(Entry::step).toList());
        group.forEach(Entry::complete);
    }

    private void commit(List<Entry<?>> group) {
        if (!doubtIsResolved(group)) {
            return;
        }
        Leadership.Look look;
        long begun = System.nanoTime();
        long took;
        try {
            look = run(group);
            took = System.nanoTime() - begun;
        } catch (PortException.OutcomeUnknown e) {
            // Not to be repeated here: part of it may be kept. Whoever asked tells it again, and keys catch repeats.
            inDoubt = true;
            doubt.arises();
            follower.failed(true);
            group.forEach(entry -> entry.done.completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                follower.failed(false);
                group.get(0).done.completeExceptionally(e);
            } else {
                // One of them is at fault; the others must not suffer for it.
                group.forEach(entry -> commit(List.of(entry)));
            }
            return;
        }
        if (writes(group)) {
            follower.measured(measured(group, took));
        }
        follow(group, look);
    }

    private static Commit measured(List<Entry<?>> group, long tookNanos) {
        List<Message> entries = new ArrayList<>();
        List<Delivery> promised = new ArrayList<>();
        int repetitions = 0;
        for (Entry<?> entry : group) {
            Step step = entry.step;
            if (step != null) {
                entries.addAll(step.entries());
                step.promised().forEach(consignment -> promised.add(consignment.delivery()));
                repetitions += step.repetitions();
            }
        }
        return new Commit(group.size(), entries, promised, repetitions, Duration.ofNanos(tookNanos));
    }
}
