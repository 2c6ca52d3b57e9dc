package dev.guildline.adapter.discord;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who has asked in public and will be answered there. Thread-safe. */
final class PublicAskers {
    private final Map<Long, Integer> waiting = new ConcurrentHashMap<>();

    void asked(long user) {
        waiting.merge(user, 1, Integer::sum);
    }

    void answered(long user) {
        waiting.computeIfPresent(user, (who, times) -> times == 1 ? null : times - 1);
    }

    boolean isWaiting(long user) {
        return waiting.containsKey(user);
    }
}
