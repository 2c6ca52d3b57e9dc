package dev.guildline.core.internal;

import dev.guildline.core.conversation.Retention;
import dev.guildline.core.port.store.AttachmentStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes what is not kept any longer, in the process that makes the deliveries: step by step, each a small transaction
 * in the writer's turn, and after some it rests for many times as long as they took. So what is to be delivered never
 * waits for more than a step, and seldom for that.
 */
final class Housekeeping {
    private static final System.Logger LOG = System.getLogger(Housekeeping.class.getName());

    /** A start has other things to do. */
    private static final Duration FIRST_AFTER = Duration.ofMinutes(5);

    private static final Duration EVERY = Duration.ofHours(1);

    /** So many steps are made without a rest as long as they take no longer than this. */
    private static final int STEPS_AT_ONCE = 10;

    private static final Duration WORKS_FOR = Duration.ofMillis(20);

    /** What had to wait for others makes a longer rest. */
    private static final int RESTS_FOR_TIMES = 9;

    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final Leadership leadership;
    private final InstantSource clock;
    private final Cleaning cleaning;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** What is left to do in the round under way; only used by whoever has made it busy. */
    private final Queue<Chore> left = new ArrayDeque<>();

    /** When the next step is due; null as long as this process does not make the deliveries. */
    private volatile @Nullable Instant next;

    /** Something to be done in steps. */
    @FunctionalInterface
    interface Chore {
        /** Does a step; completes with whether there is more to do. */
        CompletionStage<Boolean> step();
    }

    /**
     * Makes it.
     *
     * @param attachments where files are kept; null if they are not
     * @param fileExecutor works on that
     * @param heardAll whether nothing is being read back, or left to be
     */
    Housekeeping(
            Retention retention,
            JournalWriter writer,
            Leadership leadership,
            @Nullable AttachmentStore attachments,
            Executor fileExecutor,
            BooleanSupplier heardAll,
            InstantSource clock) {
        this.leadership = leadership;
        this.clock = clock;
        this.cleaning = new Cleaning(retention, writer, attachments, fileExecutor, heardAll, clock);
    }

    /** Does what is due. */
    void tick() {
        if (!leadership.isActive()) {
            next = null;
            return;
        }
        Instant now = clock.instant();
        Instant due = next;
        if (due == null) {
            next = now.plus(FIRST_AFTER);
        } else if (!now.isBefore(due) && busy.compareAndSet(false, true)) {
            step(now, 1);
        }
    }

    private void step(Instant begun, int number) {
        if (left.isEmpty()) {
            left.addAll(cleaning.chores());
        }
        Chore chore = left.peek();
        if (chore == null) {
            rest(begun.plus(EVERY));
            return;
        }
        begin(chore).whenComplete((more, failure) -> {
            if (failure != null) {
                failed(unwrap(failure));
            } else if (!more) {
                left.remove();
            }
            Instant now = clock.instant();
            Duration took = Duration.between(begun, now);
            if (left.isEmpty()) {
                cleaning.tell();
                rest(now.plus(EVERY));
            } else if (number < STEPS_AT_ONCE && took.compareTo(WORKS_FOR) < 0) {
                step(begun, number + 1);
            } else {
                rest(now.plus(restAfter(took)));
            }
        });
    }

    private static CompletionStage<Boolean> begin(Chore chore) {
        try {
            return chore.step();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** One chore that cannot be done must not keep the others from being done. */
    private void failed(Throwable failure) {
        if (failure instanceof StoodDown) {
            left.clear();
            return;
        }
        left.remove();
        LOG.log(
                System.Logger.Level.WARNING,
                "what is not kept any longer could not be deleted, it is tried again in an hour: {0}",
                failure.toString());
    }

    private static Duration restAfter(Duration took) {
        Duration rest = took.multipliedBy(RESTS_FOR_TIMES);
        return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
    }

    private void rest(Instant until) {
        next = until;
        busy.set(false);
    }

    private static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
