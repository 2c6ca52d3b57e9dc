package dev.guildline.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same work on several threads that begin together. */
final class Simultaneously {
    private static final long PATIENCE_SECONDS = 60;

    private Simultaneously() {}

    /** What each thread's work ended with: its result, or the exception it threw. */
    static List<Object> run(int threads, Callable<?> work) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(executor.submit(() -> {
                    start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<Object> ends = new ArrayList<>();
            for (Future<?> one : running) {
                try {
                    ends.add(one.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
                } catch (ExecutionException e) {
                    ends.add(e.getCause());
                } catch (java.util.concurrent.TimeoutException e) {
                    throw new AssertionError("not done within " + PATIENCE_SECONDS + " s", e);
                }
            }
            return ends;
        } finally {
            executor.shutdownNow();
        }
    }
}
