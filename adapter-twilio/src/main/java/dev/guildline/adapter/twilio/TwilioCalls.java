package dev.guildline.adapter.twilio;

import com.twilio.http.TwilioRestClient;
import dev.guildline.core.port.health.CallObserver;
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
    /** Files take their time; they must not take the threads of everybody's words. */
    private static final int LARGE_THREADS = 4;

    private static final int WAITING = 2_000;

    private final TwilioRestClient client;
    private final TwilioTransport transport;
    private final ThreadPoolExecutor threads;
    private final ThreadPoolExecutor largeThreads;

    TwilioCalls(TwilioConfig config) {
        this(config, CallObserver.NONE);
    }

    TwilioCalls(TwilioConfig config, CallObserver observer) {
        this(config, new TwilioTransport(config, observer));
    }

    TwilioCalls(TwilioConfig config, TwilioTransport transport) {
        this.transport = transport;
        this.client = new TwilioRestClient.Builder(config.accountSid(), config.authToken())
                .accountSid(config.accountSid())
                .httpClient(transport)
                .build();
        this.threads = pool("twilio-call-", THREADS);
        this.largeThreads = pool("twilio-file-", LARGE_THREADS);
    }

    private static ThreadPoolExecutor pool(String name, int size) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, name + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Makes calls, one after the other, on one thread.
     *
     * @return completes with what they came to, or with the failure as the port tells it
     */
    <T> CompletableFuture<T> make(Function<TwilioRestClient, T> calls) {
        return make(threads, calls);
    }

    /** As {@link #make}, for calls that carry files. */
    <T> CompletableFuture<T> makeLarge(Function<TwilioRestClient, T> calls) {
        return make(largeThreads, calls);
    }

    private <T> CompletableFuture<T> make(ThreadPoolExecutor pool, Function<TwilioRestClient, T> calls) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            pool.execute(() -> {
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

    /** What carries the calls, for those that the SDK does not know. */
    TwilioTransport transport() {
        return transport;
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    @Override
    public void close() {
        threads.shutdown();
        largeThreads.shutdown();
        try {
            boolean ended = threads.awaitTermination(5, TimeUnit.SECONDS);
            if (!ended || !largeThreads.awaitTermination(1, TimeUnit.SECONDS)) {
                threads.shutdownNow();
                largeThreads.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            largeThreads.shutdownNow();
            Thread.currentThread().interrupt();
        } finally {
            transport.close();
        }
    }
}
