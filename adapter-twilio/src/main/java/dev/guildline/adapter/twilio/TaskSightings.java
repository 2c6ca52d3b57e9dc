package dev.guildline.adapter.twilio;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Tells who asked for an agent as soon as TaskRouter announces the task. Thread-safe. */
final class TaskSightings {
    private static final long FRESH = Duration.ofSeconds(60).toNanos();

    private record Sighting(Map<String, String> details, long at) {}

    private final Map<String, Sighting> seen = new HashMap<>();
    private final Map<String, CompletableFuture<Optional<Map<String, String>>>> awaited = new HashMap<>();

    /** A task of a conversation was announced. */
    void seen(String conversation, Map<String, String> details) {
        CompletableFuture<Optional<Map<String, String>>> waiting;
        synchronized (this) {
            long now = System.nanoTime();
            seen.values().removeIf(sighting -> now - sighting.at() > FRESH);
            seen.put(conversation, new Sighting(details, now));
            waiting = awaited.remove(conversation);
        }
        if (waiting != null) {
            waiting.complete(Optional.of(details));
        }
    }

    /** A task is over: it does not count any more. */
    synchronized void gone(String conversation, String taskSid) {
        Sighting sighting = seen.get(conversation);
        if (sighting != null && taskSid.equals(sighting.details().get(LinkDetails.TASK))) {
            seen.remove(conversation);
        }
    }

    /** Completes with the task's details, or with nothing after some time. */
    CompletableFuture<Optional<Map<String, String>>> await(String conversation, Duration longest) {
        CompletableFuture<Optional<Map<String, String>>> waiting;
        synchronized (this) {
            Sighting sighting = seen.get(conversation);
            if (sighting != null && System.nanoTime() - sighting.at() <= FRESH) {
                return CompletableFuture.completedFuture(Optional.of(sighting.details()));
            }
            waiting = awaited.computeIfAbsent(conversation, absent -> new CompletableFuture<>());
        }
        return waiting.copy()
                .completeOnTimeout(Optional.empty(), longest.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((details, failure) -> forget(conversation, waiting));
    }

    private synchronized void forget(String conversation, CompletableFuture<Optional<Map<String, String>>> waiting) {
        awaited.remove(conversation, waiting);
    }
}
