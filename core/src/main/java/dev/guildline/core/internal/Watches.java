package dev.guildline.core.internal;

import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Who waits here for the end of which delivery, whichever process makes it. Thread-safe. */
final class Watches {
    private final Map<DeliveryId, CompletableFuture<DeliveryState>> watched = new ConcurrentHashMap<>();

    /** Completes when the delivery has come to an end. */
    CompletionStage<DeliveryState> on(DeliveryId delivery) {
        return watched.computeIfAbsent(delivery, d -> new CompletableFuture<>());
    }

    void ended(Delivery last) {
        CompletableFuture<DeliveryState> watcher = watched.remove(last.id());
        if (watcher != null) {
            watcher.complete(last.state());
        }
    }

    /** Looks in the store, where another process makes the deliveries. */
    void look(JournalWriter reader) {
        List<DeliveryId> waitedFor = List.copyOf(watched.keySet());
        if (waitedFor.isEmpty()) {
            return;
        }
        CompletionStage<List<Delivery>> looked = reader.read(step -> waitedFor.stream()
                .flatMap(id -> step.tx().outbox().find(id).stream())
                .filter(delivery -> delivery.state() != DeliveryState.PENDING)
                .toList());
        CompletionStage<Void> unused = looked.thenAccept(ended -> ended.forEach(this::ended));
    }
}
