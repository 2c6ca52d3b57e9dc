package dev.guildline.adapter.discord;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The adapter's own threads, so that nothing it does holds the gateway's. They do not keep a program alive. */
final class AdapterThreads {
    private static final int COUNT = 4;

    private AdapterThreads() {}

    static ExecutorService create() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                COUNT,
                COUNT,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "guildline-discord-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                // Only after closing: what Discord has answered by then is still heard, by whoever waited for it.
                (work, threads) -> work.run());
    }
}
