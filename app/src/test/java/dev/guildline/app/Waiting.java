package dev.guildline.app;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what will become true by itself. */
final class Waiting {
    private static final Duration EVERY = Duration.ofMillis(20);

    private Waiting() {}

    static void until(String what, BooleanSupplier holds) {
        CountDownLatch held = new CountDownLatch(1);
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> unused = looking.scheduleWithFixedDelay(
                    () -> {
                        if (holds.getAsBoolean()) {
                            held.countDown();
                        }
                    },
                    0,
                    EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);
            if (!held.await(Player.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain: " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        } finally {
            looking.shutdownNow();
        }
    }
}
