package dev.guildline.app.crash;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes in all talks, both ways, at a steady rate. */
final class Load {
    private static final long TICK_MILLIS = 5;

    private final List<Talk> talks;
    private final int rate;
    private final SplittableRandom random;
    private final ScheduledExecutorService pacer = Executors.newSingleThreadScheduledExecutor();
    private long begun;
    private long written;
    private volatile @Nullable RuntimeException failure;

    Load(List<Talk> talks, int rate, long seed) {
        this.talks = talks;
        this.rate = rate;
        this.random = new SplittableRandom(seed);
    }

    void begin() {
        begun = System.nanoTime();
        var unused = pacer.scheduleAtFixedRate(this::write, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        try {
            long due = (System.nanoTime() - begun) * rate / TimeUnit.SECONDS.toNanos(1);
            for (; written < due; written++) {
                Talk talk = talks.get(random.nextInt(talks.size()));
                if (random.nextBoolean()) {
                    talk.customerWrites();
                } else {
                    talk.agentWrites();
                }
            }
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** Writes no more. */
    void end() {
        pacer.shutdown();
        try {
            if (!pacer.awaitTermination(10, TimeUnit.SECONDS)) {
                throw new AssertionError("the load does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
