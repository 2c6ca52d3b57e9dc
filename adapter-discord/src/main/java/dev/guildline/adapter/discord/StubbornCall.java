package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.relay.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Tells core again what it could not keep. Discord does not repeat an event by itself, so a store that is down is
 * waited for, however long it takes; what fails for another reason is given up after a few attempts.
 */
final class StubbornCall {
    private static final System.Logger LOG = System.getLogger(StubbornCall.class.getName());
    private static final int ATTEMPTS_AT_ODD_FAILURES = 5;

    private final ExecutorService threads;
    private final RetryPolicy policy;

    StubbornCall(ExecutorService threads, RetryPolicy policy) {
        this.threads = threads;
        this.policy = policy;
    }

    /** Completes with the first success, cancelled if the adapter is closed before; {@code what} has ids only, for the log. */
    <T> CompletableFuture<T> untilKept(String what, Supplier<CompletionStage<T>> call) {
        return within(Integer.MAX_VALUE, what, call);
    }

    /** As {@link #untilKept}, but fails with the last failure after so many attempts. */
    <T> CompletableFuture<T> within(int attempts, String what, Supplier<CompletionStage<T>> call) {
        CompletableFuture<T> kept = new CompletableFuture<>();
        attempt(what, call, 1, attempts, kept);
        return kept;
    }

    private <T> void attempt(
            String what, Supplier<CompletionStage<T>> call, int number, int last, CompletableFuture<T> kept) {
        CompletionStage<T> stage;
        try {
            stage = call.get();
        } catch (RuntimeException e) {
            stage = CompletableFuture.failedFuture(e);
        }
        stage.whenComplete((done, thrown) -> {
            if (thrown == null) {
                kept.complete(done);
                return;
            }
            Throwable failure =
                    thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
            if (threads.isShutdown()) {
                kept.cancel(false);
                return;
            }
            if (number >= last || !mayHelpToRepeat(failure, number)) {
                LOG.log(
                        System.Logger.Level.ERROR,
                        "given up on {0} at attempt {1}: {2}",
                        what,
                        number,
                        DiscordErrors.brief(failure));
                kept.completeExceptionally(failure);
                return;
            }
            Duration wait = policy.waitAfter(number, ThreadLocalRandom.current().nextDouble());
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} failed at attempt {1}, again in {2} ms: {3}",
                    what,
                    number,
                    wait.toMillis(),
                    DiscordErrors.brief(failure));
            CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS, threads)
                    .execute(() -> attempt(what, call, number + 1, last, kept));
        });
    }

    private static boolean mayHelpToRepeat(Throwable failure, int attempts) {
        if (failure instanceof PortException.Permanent) {
            return false;
        }
        return failure instanceof PortException || attempts < ATTEMPTS_AT_ODD_FAILURES;
    }
}
