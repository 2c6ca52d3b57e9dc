package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Repeats repeats = new Repeats(closed::get, Duration.ofMillis(1));

    private Supplier<CompletionStage<String>> failing(RuntimeException... failures) {
        Queue<RuntimeException> left = new ArrayDeque<>(List.of(failures));
        return () -> {
            attempts.incrementAndGet();
            RuntimeException failure = left.poll();
            return failure == null
                    ? CompletableFuture.completedFuture("done")
                    : CompletableFuture.failedFuture(failure);
        };
    }

    private static <T> CompletableFuture<T> ended(CompletableFuture<T> work) {
        CompletableFuture<T> copy = work.copy().orTimeout(20, TimeUnit.SECONDS);
        copy.handle((value, failure) -> true).join();
        return copy;
    }

    @Test
    void a_store_that_is_down_is_waited_for() {
        Supplier<CompletionStage<String>> work = failing(
                new PortException.Retryable("down", null),
                new PortException.OutcomeUnknown("cut", null),
                new PortException.Retryable("down", null),
                new PortException.Retryable("down", null),
                new PortException.Retryable("down", null),
                new PortException.Retryable("down", null),
                new PortException.Retryable("down", null));

        assertThat(ended(repeats.untilDone(work))).isCompletedWithValue("done");
        assertThat(attempts).hasValue(8);
    }

    @Test
    void what_is_refused_for_good_is_not_repeated() {
        assertThat(ended(repeats.untilDone(failing(new PortException.Permanent(Refusal.INVALID, "no", null)))))
                .isCompletedExceptionally();
        assertThat(attempts).hasValue(1);
    }

    @Test
    void a_mistake_is_repeated_a_few_times_only() {
        RuntimeException mistake = new IllegalStateException("a mistake");

        assertThat(ended(repeats.untilDone(failing(mistake, mistake, mistake, mistake, mistake, mistake, mistake))))
                .isCompletedExceptionally();
        assertThat(attempts).hasValue(6);
    }

    @Test
    void nothing_is_repeated_once_it_is_closed() {
        closed.set(true);

        assertThat(ended(repeats.untilDone(failing(new PortException.Retryable("down", null)))))
                .isCompletedExceptionally();
        assertThat(attempts).hasValue(1);
    }
}
