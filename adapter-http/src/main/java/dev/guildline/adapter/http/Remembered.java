package dev.guildline.adapter.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has to be asked for elsewhere: by one question at a time, on a thread of its own, at most once in a few seconds
 * however often it is looked at. Whoever looks waits a moment at most, and is told when the answer is from. Thread-safe.
 *
 * @param <T> what the answer is
 */
final class Remembered<T> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Remembered.class.getName());

    /** How long an answer serves. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** What is older than this is not told any more: it may be wrong by now. */
    static final Duration TOO_OLD = Duration.ofSeconds(60);

    private final String name;
    private final Supplier<T> question;
    private final InstantSource clock;
    private final Duration patience;
    private final ExecutorService asker;
    private volatile @Nullable Answer<T> last;
    private @Nullable CompletableFuture<Answer<T>> running;

    /** An answer, and when it was asked for. */
    record Answer<T>(T value, Instant at) {
        /** In seconds. */
        double age(InstantSource clock) {
            return Math.max(0, Duration.between(at, clock.instant()).toMillis()) / 1e3;
        }
    }

    /**
     * @param name of what is asked for, in the log and as a part of the thread's name
     * @param patience how long whoever looks waits for an answer
     */
    Remembered(String name, Supplier<T> question, InstantSource clock, Duration patience) {
        this.patience = patience;
        this.name = name;
        this.question = question;
        this.clock = clock;
        this.asker = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "guildline-metrics-" + name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The latest answer, however old; empty if there was none yet. */
    Optional<Answer<T>> look() {
        Answer<T> known = last;
        if (known == null || !clock.instant().isBefore(known.at().plus(FRESH))) {
            try {
                return Optional.of(ask().get(patience.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
                // It is late, or failed and has been logged: what was known before has to do.
                return Optional.ofNullable(last);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.ofNullable(last);
    }

    /** As {@link #look}, but nothing that may be wrong by now. */
    Optional<Answer<T>> recent() {
        return look().filter(answer -> answer.age(clock) <= TOO_OLD.toSeconds());
    }

    /** Those who come while a question is still open share its answer. */
    private synchronized CompletableFuture<Answer<T>> ask() {
        CompletableFuture<Answer<T>> open = running;
        if (open == null || open.isDone()) {
            open = CompletableFuture.supplyAsync(this::answer, asker);
            running = open;
        }
        return open;
    }

    private Answer<T> answer() {
        Instant now = clock.instant();
        try {
            Answer<T> answer = new Answer<>(question.get(), now);
            last = answer;
            return answer;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the metrics lack the {0}: {1}", name, e.toString());
            throw e;
        }
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }
}
