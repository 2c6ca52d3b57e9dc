package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one lock around everything the account holds. All work under it is short and does no I/O, so one lock is enough
 * and makes every rule atomic. Also where waiting for a condition and telling listeners happens.
 */
final class StateGuard implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StateGuard.class.getName());

    private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long version;
    private final List<Consumer<TwilioChange>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService notifier =
            Executors.newSingleThreadExecutor(DaemonThreads.named("twilio-sandbox-listeners"));

    <T> T within(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void within(Runnable work) {
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    /** Wakes everybody who waits and tells the listeners, on a thread of their own. */
    void changed(TwilioChange.Kind kind, String sid) {
        within(() -> {
            version++;
            changed.signalAll();
        });
        TwilioChange change = new TwilioChange(kind, sid);
        for (Consumer<TwilioChange> listener : listeners) {
            try {
                notifier.execute(() -> tell(listener, change));
            } catch (RejectedExecutionException closed) {
                return;
            }
        }
    }

    AutoCloseable listen(Consumer<TwilioChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Asks again after every change until something is found. The probe is asked without the lock, so that it may look
     * at other things too, which change unnoticed here: it is asked now and then anyway.
     */
    <T> T await(String what, Supplier<@Nullable T> probe, Duration limit, Supplier<String> describe) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            long seen = within(() -> version);
            T found = probe.get();
            if (found != null) {
                return found;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new IllegalStateException(
                        "waited " + limit.toMillis() + " ms for " + what + ", but there was: " + describe.get());
            }
            awaitChangeAfter(seen, Math.min(left, LONGEST_PAUSE), what);
        }
    }

    private void awaitChangeAfter(long seen, long nanos, String what) {
        lock.lock();
        try {
            long left = nanos;
            while (version == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** Like {@link #await}, but the probe looks at the guarded state alone and running out of time is no error. */
    <T> @Nullable T awaitOrNull(Supplier<@Nullable T> probe, Duration limit) throws InterruptedException {
        long nanos = limit.toNanos();
        lock.lockInterruptibly();
        try {
            T found = probe.get();
            while (found == null && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                found = probe.get();
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        notifier.shutdown();
        try {
            if (!notifier.awaitTermination(1, TimeUnit.SECONDS)) {
                notifier.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void tell(Consumer<TwilioChange> listener, TwilioChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed on " + change.kind(), failure);
        }
    }
}
