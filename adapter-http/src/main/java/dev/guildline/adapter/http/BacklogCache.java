package dev.guildline.adapter.http;

import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.CountsBacklog;
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
import org.jspecify.annotations.Nullable;

/**
 * Asks the store what is not done with: by one question at a time, on a thread of its own, at most once in a few
 * seconds however often it is looked at. Whoever looks waits a moment at most, and is told when the answer is from.
 * Thread-safe.
 */
final class BacklogCache implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BacklogCache.class.getName());

    /** How long an answer serves. */
    static final Duration FRESH = Duration.ofSeconds(5);

    /** What is older than this is not told any more: it may be wrong by now. */
    static final Duration TOO_OLD = Duration.ofSeconds(60);

    private static final long PATIENCE_MILLIS = 250;

    private final CountsBacklog store;
    private final InstantSource clock;
    private final ExecutorService asker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "guildline-backlog");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable Counted last;
    private @Nullable CompletableFuture<Counted> running;

    /** What was counted, and when it was asked for. */
    record Counted(Backlog backlog, Instant at) {}

    BacklogCache(CountsBacklog store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The latest answer, however old; empty if there was none yet. */
    Optional<Counted> look() {
        Counted known = last;
        if (known == null || !clock.instant().isBefore(known.at().plus(FRESH))) {
            try {
                return Optional.of(ask().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException | ExecutionException | RejectedExecutionException e) {
                // It is late, or failed and has been logged: what was known before has to do.
                return Optional.ofNullable(last);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.ofNullable(last);
    }

    /** Those who come while a question is still open share its answer. */
    private synchronized CompletableFuture<Counted> ask() {
        CompletableFuture<Counted> open = running;
        if (open == null || open.isDone()) {
            open = CompletableFuture.supplyAsync(this::count, asker);
            running = open;
        }
        return open;
    }

    private Counted count() {
        Instant now = clock.instant();
        try {
            Counted counted = new Counted(store.backlog(now), now);
            last = counted;
            return counted;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what is pending could not be counted: {0}", e.toString());
            throw e;
        }
    }

    @Override
    public void close() {
        asker.shutdownNow();
    }
}
