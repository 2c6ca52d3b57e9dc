package dev.guildline.core.internal;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.store.RelayLease;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether this process is the one that makes deliveries. Where nobody else can use the stores it always is. Otherwise
 * it is while it holds the lease, and it believes so for less time than the lease lasts: a process that was frozen or
 * cut off begins nothing more before it has asked.
 *
 * <p>Changed by the journal writer alone; read by everybody.
 */
final class Leadership {
    /** How long a lease lasts without being prolonged: how long the others wait after a sudden death. */
    static final Duration LENGTH = Duration.ofSeconds(5);

    /** How often it is prolonged. */
    static final Duration PROLONGED_EVERY = Duration.ofSeconds(1);

    /** How long before its end nothing more is begun, so that what was begun is at the far side by then. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final String instance;
    private final boolean shared;
    private final InstantSource clock;
    private volatile boolean active;
    private volatile Instant trustedUntil = Instant.MIN;
    private volatile String holder = "";
    private volatile long epoch;
    private volatile long seenOutside;
    private DeliveryId newestKnown = new DeliveryId(0);

    Leadership(String instance, UnitOfWork store, InstantSource clock) {
        this.instance = instance;
        this.shared = store.isShared();
        this.clock = clock;
        this.active = !shared;
    }

    /** What a transaction finds when it begins to write. */
    record Look(
            boolean ours, RelayLease.@Nullable Standing standing, boolean outsideChanged, List<Delivery> fromOutside) {
        /** Nobody else is there, or nothing is written. */
        static final Look NONE = new Look(true, null, false, List.of());
    }

    boolean isShared() {
        return shared;
    }

    /** Whether this process is the active one, as far as it knows. */
    boolean isActive() {
        return active;
    }

    /** Whether a delivery may be begun now. */
    boolean mayDeliver() {
        return active && (!shared || clock.instant().isBefore(trustedUntil));
    }

    /** The epoch of the lease that this process took last; 0 if it took none. */
    long epoch() {
        return epoch;
    }

    /** How many changes of other processes were seen while this one was active. */
    long outsideChanges() {
        return seenOutside;
    }

    /** Who was the active one when this process last looked. */
    String holder() {
        return holder;
    }

    /** To be called by every transaction that writes, before it does anything else. */
    Look look(Transaction tx) {
        if (!shared) {
            return Look.NONE;
        }
        RelayLease.Standing standing = tx.lease().lock();
        boolean ours = active && standing.epoch() == epoch;
        boolean outsideChanged = ours && standing.outsideChanges() != seenOutside;
        return new Look(ours, standing, outsideChanged, outsideChanged ? promisedOutside(tx) : List.of());
    }

    /** To be called by every transaction that has written, as its last act. */
    void wrote(Transaction tx, Look look) {
        if (!look.ours() && look.standing() != null) {
            tx.lease().changedOutside();
        }
    }

    /** To be called after the commit. False if this process has just found that it is not the active one any more. */
    boolean committed(Look look) {
        if (look.standing() == null) {
            return true;
        }
        holder = look.standing().holder();
        if (look.ours()) {
            seenOutside = look.standing().outsideChanges();
            look.fromOutside().forEach(this::knows);
            return true;
        }
        return !active;
    }

    /** From now on another process is the active one. */
    void standDown() {
        active = false;
        trustedUntil = Instant.MIN;
    }

    /** Whether the lease could be taken now. */
    boolean isFree(Transaction tx) {
        RelayLease.Standing standing = tx.lease().look();
        holder = standing.holder();
        return standing.isOver();
    }

    /** Makes this process the active one, once the step is committed, unless another one is. */
    boolean take(Step step) {
        if (!shared || active) {
            return true;
        }
        Instant asked = clock.instant();
        RelayLease.Standing standing = step.tx().lease().lock();
        if (!standing.isOver()) {
            return false;
        }
        long taken = step.tx().lease().take(instance, LENGTH);
        step.afterCommit(() -> {
            epoch = taken;
            seenOutside = standing.outsideChanges();
            holder = instance;
            trustedUntil = asked.plus(LENGTH).minus(MARGIN);
            active = true;
        });
        return true;
    }

    void prolong(Step step) {
        Instant asked = clock.instant();
        step.tx().lease().prolong(LENGTH);
        step.afterCommit(() -> trustedUntil = asked.plus(LENGTH).minus(MARGIN));
    }

    void release(Step step) {
        step.tx().lease().release();
        step.afterCommit(this::standDown);
    }

    /** Takes note of a delivery whose promise this process has seen. */
    void knows(Delivery delivery) {
        if (delivery.id().compareTo(newestKnown) > 0) {
            newestKnown = delivery.id();
        }
    }

    /** All promises are made in turn, so what other processes promised is newer than what is known. */
    private List<Delivery> promisedOutside(Transaction tx) {
        return LeftOvers.pending(tx, newestKnown);
    }
}
