package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Work that goes on after an answer was given. Counts what is under way, so that a test can wait for quiet. */
final class Background implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());

    private final StateGuard guard;
    private final AtomicInteger underWay = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool(DaemonThreads.named("twilio-sandbox"));
    private final ScheduledExecutorService delays =
            Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("twilio-sandbox-delay"));

    Background(StateGuard guard) {
        this.guard = guard;
    }

    ExecutorService workers() {
        return workers;
    }

    void run(Runnable work) {
        started();
        try {
            workers.execute(() -> finish(work));
        } catch (RejectedExecutionException closed) {
            ended();
        }
    }

    void later(Duration delay, Runnable work) {
        started();
        try {
            var unused = delays.schedule(
                    () -> {
                        run(work);
                        ended();
                    },
                    delay.toNanos(),
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            ended();
        }
    }

    /** Repeats work that nobody waits for; it is not counted. */
    void every(Duration period, Runnable work) {
        var unused = delays.scheduleWithFixedDelay(work, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Counts work that this class does not run itself, such as a request under way. */
    void started() {
        underWay.incrementAndGet();
    }

    void ended() {
        if (underWay.decrementAndGet() == 0) {
            guard.changed(TwilioChange.Kind.SETTLED, "");
        }
    }

    boolean quiet() {
        return underWay.get() == 0;
    }

    @Override
    public void close() {
        delays.shutdownNow();
        workers.shutdownNow();
    }

    private void finish(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.WARNING, "background work of the Twilio sandbox failed", failure);
        } finally {
            ended();
        }
    }
}
