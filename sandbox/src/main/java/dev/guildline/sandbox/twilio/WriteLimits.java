package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The published limits on writes, counted over a sliding second. Runs under the state's lock. */
final class WriteLimits {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int CONVERSATIONS = 30;
    private static final int INTERACTIONS = 20;

    private final boolean enforced;
    private final InstantSource clock;
    private final Map<String, Deque<Instant>> recent = new HashMap<>();

    WriteLimits(boolean enforced, InstantSource clock) {
        this.enforced = enforced;
        this.clock = clock;
    }

    /** Counts a write to a conversation or a service. */
    void writeTo(String sid) {
        count(sid, CONVERSATIONS);
    }

    /** Counts a request to one endpoint of the Interactions API. */
    void interactions(String endpoint) {
        count(endpoint, INTERACTIONS);
    }

    private void count(String key, int limit) {
        if (!enforced) {
            return;
        }
        Instant now = clock.instant();
        Deque<Instant> times = recent.computeIfAbsent(key, absent -> new ArrayDeque<>());
        while (!times.isEmpty() && !now.isBefore(times.peekFirst().plus(WINDOW))) {
            times.removeFirst();
        }
        if (times.size() >= limit) {
            throw new TwilioError(429, 20429, "Too Many Requests");
        }
        times.addLast(now);
    }
}
