package dev.guildline.app.crash;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Lets time pass: what a run does at which time is part of what it tries. */
final class Pause {
    private static final Duration EVERY = Duration.ofMillis(20);

    private Pause() {}

    static void of(Duration time) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS))
                .join();
    }

    static void between(int leastMillis, int mostMillis, RandomGenerator random) {
        of(Duration.ofMillis(random.nextInt(leastMillis, mostMillis + 1)));
    }

    /** Waits until something holds; false if it does not in time. */
    static boolean until(Duration limit, BooleanSupplier holds) {
        long end = System.nanoTime() + limit.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            of(EVERY);
        }
        return true;
    }
}
