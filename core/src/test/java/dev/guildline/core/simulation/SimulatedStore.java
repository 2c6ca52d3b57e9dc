package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import java.util.function.Function;

/** The stores as one process reaches them: a transaction may fail, or its commit may end without a word. */
final class SimulatedStore implements UnitOfWork {
    private final World world;
    private final SimulatedProcess process;

    SimulatedStore(World world, SimulatedProcess process) {
        this.world = world;
        this.process = process;
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        if (!process.isAlive()) {
            throw new Killed();
        }
        Faults.StoreFate fate = world.faults().ofTransaction();
        if (fate != Faults.StoreFate.GOOD) {
            world.trace().note("%s: transaction %s", process, fate);
        }
        T result;
        switch (fate) {
            case FAILS_BEFORE_COMMIT -> throw lost(work, new PortException.Retryable("the store is away", null));
            case UNCLEAR_AND_LOST -> throw lost(work, new PortException.OutcomeUnknown("lost while committing", null));
            case KILLED_BEFORE_COMMIT -> {
                world.kill(process);
                throw new Killed();
            }
            default -> result = kept(work);
        }
        if (fate == Faults.StoreFate.UNCLEAR_AND_KEPT) {
            throw new PortException.OutcomeUnknown("lost while committing", null);
        } else if (fate == Faults.StoreFate.KILLED_AFTER_COMMIT) {
            world.kill(process);
            throw new Killed();
        }
        return result;
    }

    @Override
    public boolean isShared() {
        return world.stores().isShared();
    }

    /** A process that is frozen or unlucky is not woken. */
    @Override
    public void onSignal(Runnable heard) {
        world.stores().onSignal(() -> {
            if (process.isAlive()
                    && !process.isFrozen(world.clock().instant())
                    && !world.chance().percent(20)) {
                process.later(heard);
            }
        });
    }

    private <T> T kept(Function<Transaction, T> work) {
        Recorder recorder = world.recorder();
        recorder.begin();
        T result = world.stores().inTransaction(tx -> work.apply(recorder.recording(tx)));
        world.checker().kept().committed(recorder.changes());
        return result;
    }

    /** The work is done and undone: it fails where a commit fails. */
    private <T> RuntimeException lost(Function<Transaction, T> work, PortException failure) {
        Recorder recorder = world.recorder();
        recorder.begin();
        try {
            world.stores().inTransaction(tx -> {
                var undone = work.apply(recorder.recording(tx));
                throw failure;
            });
            return failure;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
