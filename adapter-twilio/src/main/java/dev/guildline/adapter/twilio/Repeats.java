package dev.guildline.adapter.twilio;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.PortException.Retryable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Does again what failed for a passing reason, after a wait that doubles each time up to half a minute, as long as the
 * contact center is open. Thread-safe.
 */
final class Repeats {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int ODD_FAILURES = 5;

    private final BooleanSupplier closed;
    private final Duration firstWait;

    Repeats(BooleanSupplier closed, Duration firstWait) {
        this.closed = closed;
        this.firstWait = firstWait;
    }

    /** Completes with the first success. Fails for good reasons only: permanent ones, bugs, and the end. */
    <T> CompletableFuture<T> untilDone(Supplier<? extends CompletionStage<T>> work) {
        return atMost(Integer.MAX_VALUE, work);
    }

    /** As {@link #untilDone}, but fails also after so many repetitions. */
    <T> CompletableFuture<T> atMost(int repetitions, Supplier<? extends CompletionStage<T>> work) {
        return attempt(0, repetitions, firstWait, work);
    }

    private <T> CompletableFuture<T> attempt(
            int done, int most, Duration wait, Supplier<? extends CompletionStage<T>> work) {
        CompletableFuture<T> attempt;
        try {
            attempt = work.get().toCompletableFuture();
        } catch (RuntimeException failure) {
            attempt = CompletableFuture.failedFuture(failure);
        }
        return attempt.exceptionallyCompose(failure -> {
            PortException told = TwilioErrors.map(failure);
            if (done >= (isOdd(failure) ? Math.min(most, ODD_FAILURES) : most)
                    || told instanceof Permanent
                    || closed.getAsBoolean()) {
                return CompletableFuture.failedFuture(told);
            }
            Duration asked =
                    told instanceof Retryable retryable ? retryable.retryAfter().orElse(wait) : wait;
            return CompletableFuture.supplyAsync(
                            () -> true,
                            CompletableFuture.delayedExecutor(shorter(asked).toMillis(), TimeUnit.MILLISECONDS))
                    .thenCompose(passed -> attempt(done + 1, most, shorter(wait.multipliedBy(2)), work));
        });
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** Neither a port nor Twilio failed: somebody has made a mistake. */
    private static boolean isOdd(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return !(cause instanceof PortException || cause instanceof RefusedCall || cause instanceof UnansweredCall);
    }
}
