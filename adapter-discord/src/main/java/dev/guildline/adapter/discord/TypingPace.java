package dev.guildline.adapter.discord;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Discord shows typing for ten seconds: asking again before is a wasted request. Thread-safe. */
final class TypingPace {
    private static final long PAUSE = Duration.ofSeconds(8).toNanos();
    private static final int KEPT = 4_096;

    private final Map<Long, Long> shownAt = new LinkedHashMap<>();
    private final LongSupplier nanos;

    TypingPace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isDue(long user) {
        long now = nanos.getAsLong();
        Long before = shownAt.get(user);
        if (before != null && now - before < PAUSE) {
            return false;
        }
        shownAt.remove(user);
        shownAt.put(user, now);
        if (shownAt.size() > KEPT) {
            shownAt.remove(shownAt.keySet().iterator().next());
        }
        return true;
    }
}
