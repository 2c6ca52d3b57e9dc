package dev.guildline.adapter.persistence;

import dev.guildline.core.port.health.HealthCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database for a sign of life, on a thread of its own because a connection may hang longer than a health check
 * may take. Thread-safe.
 */
final class DatabaseHealth implements HealthCheck, AutoCloseable {
    private static final int PATIENCE_MILLIS = 800;

    private final DataSource source;
    private final ExecutorService prober = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "guildline-database-health");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable CompletableFuture<Health> running;

    DatabaseHealth(DataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Health check() {
        try {
            return probe(prober).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Health(false, "no answer within " + PATIENCE_MILLIS + " ms");
        } catch (ExecutionException | RejectedExecutionException e) {
            return new Health(false, "closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health(false, "asked by a thread that was interrupted");
        }
    }

    /** Checks that come while one still waits share its answer. */
    private synchronized CompletableFuture<Health> probe(Executor on) {
        if (running == null || running.isDone()) {
            running = CompletableFuture.supplyAsync(this::ask, on);
        }
        return running;
    }

    private Health ask() {
        try (Connection connection = source.getConnection()) {
            return connection.isValid(1) ? new Health(true, "connected") : new Health(false, "connection is broken");
        } catch (SQLException e) {
            return new Health(false, "no connection: " + JdbcErrors.code(e));
        }
    }

    @Override
    public void close() {
        prober.shutdownNow();
    }
}
