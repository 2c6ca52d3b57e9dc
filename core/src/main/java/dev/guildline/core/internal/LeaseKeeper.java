package dev.guildline.core.internal;

import dev.guildline.core.relay.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/** Prolongs the lease while this process has it, and takes it when nobody has. Does nothing where there is none. */
final class LeaseKeeper {
    private static final System.Logger LOG = System.getLogger(LeaseKeeper.class.getName());
    private static final Duration LOOKED_EVERY = Duration.ofMillis(500);
    private static final Duration SWEPT_EVERY = Duration.ofSeconds(5);

    private final Leadership leadership;
    private final JournalWriter writer;
    private final Relay relay;
    private final InstantSource clock;
    private final Succession succession;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant next = Instant.MIN;
    private volatile Instant nextSweep = Instant.MIN;
    private volatile long swept;
    private volatile boolean begun;

    /** Makes this process the active one, if nobody else is. */
    @FunctionalInterface
    interface Succession {
        CompletionStage<Integer> attempt();
    }

    LeaseKeeper(Leadership leadership, JournalWriter writer, Relay relay, InstantSource clock, Succession succession) {
        this.leadership = leadership;
        this.writer = writer;
        this.relay = relay;
        this.clock = clock;
        this.succession = succession;
    }

    /** From now on this process may become the active one. */
    void begin() {
        begun = true;
    }

    /** Does what is due. */
    void tick() {
        begin();
        if (!leadership.isShared() || clock.instant().isBefore(next) || !busy.compareAndSet(false, true)) {
            return;
        }
        (leadership.isActive() ? prolong() : watch()).whenComplete((done, failure) -> {
            busy.set(false);
            if (failure != null && !(failure instanceof StoodDown)) {
                LOG.log(System.Logger.Level.WARNING, "the lease could not be looked after: {0}", failure.toString());
            }
        });
    }

    /** Another process has committed something. */
    void heard() {
        if (!begun) {
            return;
        }
        if (leadership.isActive()) {
            // The writer finds it when it has its turn.
            CompletionStage<Boolean> unused = writer.write(step -> true);
        } else {
            next = Instant.MIN;
            tick();
        }
    }

    /** Gives the lease up; the stage completes when another process can take it. */
    CompletionStage<?> release() {
        return leadership.isShared() && leadership.isActive()
                ? writer.writeOfRelay(step -> {
                    leadership.release(step);
                    return true;
                })
                : CompletableFuture.completedFuture(true);
    }

    private CompletionStage<?> prolong() {
        next = clock.instant().plus(Leadership.PROLONGED_EVERY);
        boolean sweeps = !clock.instant().isBefore(nextSweep) && leadership.outsideChanges() != swept;
        return writer.writeOfRelay(step -> {
            leadership.prolong(step);
            if (sweeps) {
                sweep(step);
            }
            return true;
        });
    }

    /**
     * Looks for everything that is pending. What other processes promise is newer than all that is known and found at
     * once; what a person there makes pending again is older, and found by this.
     */
    private void sweep(Step step) {
        long changes = leadership.outsideChanges();
        List<Delivery> pending = LeftOvers.pending(step.tx());
        step.afterCommit(() -> {
            nextSweep = clock.instant().plus(SWEPT_EVERY);
            swept = changes;
            relay.takeUp(pending);
            relay.pumpAll();
        });
    }

    private CompletionStage<?> watch() {
        next = clock.instant().plus(LOOKED_EVERY);
        relay.watches().look(writer);
        // What was under way when the lease was lost may still reach the far side: nothing is begun beside it.
        return writer.read(step -> leadership.isFree(step.tx()) && relay.underWay() == 0)
                .thenCompose(free -> free ? succession.attempt() : CompletableFuture.completedFuture(0));
    }
}
