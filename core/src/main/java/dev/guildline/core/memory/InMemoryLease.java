package dev.guildline.core.memory;

import dev.guildline.core.port.store.RelayLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The lease of stores that several deployments in this process share. Transactions take turns anyway. */
final class InMemoryLease implements RelayLease {
    private record State(long epoch, String holder, Instant end, long outsideChanges) {}

    private static final State NEVER_TAKEN = new State(0, "", Instant.MIN, 0);

    private final Map<String, State> state = new HashMap<>();
    private final UndoLog undo;
    private final InstantSource clock;
    private boolean signalled;

    InMemoryLease(UndoLog undo, InstantSource clock) {
        this.undo = undo;
        this.clock = clock;
    }

    @Override
    public Standing look() {
        State now = now();
        return new Standing(now.epoch, now.holder, !now.end.isAfter(clock.instant()), now.outsideChanges);
    }

    @Override
    public Standing lock() {
        return look();
    }

    @Override
    public long take(String holder, Duration length) {
        State before = now();
        become(new State(before.epoch + 1, holder, clock.instant().plus(length), before.outsideChanges));
        signal();
        return before.epoch + 1;
    }

    @Override
    public void prolong(Duration length) {
        State before = now();
        become(new State(before.epoch, before.holder, clock.instant().plus(length), before.outsideChanges));
    }

    @Override
    public void release() {
        State before = now();
        become(new State(before.epoch, before.holder, Instant.MIN, before.outsideChanges));
        signal();
    }

    @Override
    public void changedOutside() {
        State before = now();
        become(new State(before.epoch, before.holder, before.end, before.outsideChanges + 1));
        signal();
    }

    @Override
    public void signal() {
        signalled = true;
    }

    /** Whether somebody is to be told now that the transaction is over; asked once for each. */
    boolean takeSignal() {
        boolean before = signalled;
        signalled = false;
        return before;
    }

    private State now() {
        return state.getOrDefault("", NEVER_TAKEN);
    }

    private void become(State next) {
        undo.put(state, "", next);
    }
}
