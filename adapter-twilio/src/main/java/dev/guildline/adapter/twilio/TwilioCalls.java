package dev.guildline.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Makes calls to Twilio off the caller's thread: the SDK blocks, the port must not. Threads and waiting calls are
 * bounded; a call that finds no place fails as retryable. Thread-safe.
 */
final class TwilioCalls implements AutoCloseable {
    private static final int THREADS = 16;
    private static final int WAITING = 2_000;

    private final TwilioRestClient client;
    private final ThreadPoolExecutor threads;

    TwilioCalls(TwilioConfig config) {
        this(config, new TwilioTransport(config.apiUrlOrNull()));
    }

    TwilioCalls(TwilioConfig config, TwilioTransport transport) {
        this.client = new TwilioRestClient.Builder(config.accountSid(), config.authToken())
                .accountSid(config.accountSid())
                .httpClient(transport)
                .build();
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "twilio-call-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Makes calls, one after the other, on one thread.
     *
     * @return completes with what they came to, or with the failure as the port tells it
     */
    <T> CompletableFuture<T> make(Function<TwilioRestClient, T> calls) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            threads.execute(() -> {
                try {
                    result.complete(calls.apply(client));
                } catch (RuntimeException | Error failure) {
                    result.completeExceptionally(TwilioErrors.map(failure));
                }
            });
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(TwilioErrors.map(full));
        }
        return result;
    }

    /** The same client on the caller's own thread. */
    TwilioRestClient client() {
        return client;
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
