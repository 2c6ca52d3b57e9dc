package dev.guildline.adapter.twilio;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Watches whether the Studio flow asks after it was woken. A conversation has one run of the flow at a time: a message
 * that comes while one is under way starts none, and a flow can be broken or too slow. Then the turn is taken without
 * it. Thread-safe.
 */
final class WakeWatch {
    /** A busy flow will not ask for what came meanwhile: no use in waiting long. */
    private static final Duration BUSY = Duration.ofSeconds(1);

    private static final int REMEMBERED = 1_000;

    private final StudioAsks asks;
    private final Duration patience;
    private final Map<String, String> unasked = new HashMap<>();
    private final Map<String, Boolean> asked = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile BiConsumer<String, String> silence = (conversation, message) -> {};

    WakeWatch(StudioAsks asks, Duration patience) {
        this.asks = asks;
        this.patience = patience;
    }

    /** Says what is to be done with a conversation and its last message if the flow does not ask. */
    void onSilence(BiConsumer<String, String> action) {
        silence = action;
    }

    /** A message was posted that wakes the flow. */
    void posted(String conversation, String message) {
        synchronized (unasked) {
            // The flow can be quicker than the answer to our posting.
            if (asked.containsKey(message) || unasked.put(conversation, message) != null) {
                return;
            }
        }
        Duration wait = asks.isBusy(conversation) && BUSY.compareTo(patience) < 0 ? BUSY : patience;
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> look(conversation));
    }

    /** The flow asks about a message: the turn covers all that was posted before. */
    void asked(String conversation, String message) {
        synchronized (unasked) {
            asked.put(message, true);
            unasked.remove(conversation);
        }
    }

    private void look(String conversation) {
        String message;
        synchronized (unasked) {
            message = unasked.remove(conversation);
        }
        if (message != null) {
            silence.accept(conversation, message);
        }
    }
}
