package dev.guildline.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what will become true by itself. */
final class Waiting {
    private static final Duration EVERY = Duration.ofMillis(20);

    private Waiting() {}

    static void until(String what, BooleanSupplier holds) {
        CompletableFuture<Void> held = new CompletableFuture<>();
        ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> unused = looking.scheduleWithFixedDelay(
                    () -> {
                        try {
                            if (holds.getAsBoolean()) {
                                held.complete(null);
                            }
                        } catch (RuntimeException failure) {
                            held.completeExceptionally(failure);
                        }
                    },
                    0,
                    EVERY.toMillis(),
                    TimeUnit.MILLISECONDS);
            held.get(Player.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("waited in vain: " + what, e);
        } catch (ExecutionException e) {
            throw new AssertionError("could not look: " + what, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting: " + what, e);
        } finally {
            looking.shutdownNow();
        }
    }
}
