package dev.guildline.adapter.discord;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Keeps the order of what each customer wrote: the next message is passed on when the one before is kept. Customers do
 * not wait for each other. Thread-safe.
 */
final class CustomerLanes {
    private final Map<Long, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
    private final Executor executor;

    CustomerLanes(Executor executor) {
        this.executor = executor;
    }

    /** Does the work after the customer's earlier work has come to an end, well or badly; never on this thread. */
    void enter(long customer, Supplier<CompletionStage<?>> work) {
        CompletionStage<Void> end = ends.compute(customer, (who, before) -> {
            CompletableFuture<Void> start = before == null ? CompletableFuture.completedFuture(null) : before;
            return start.thenComposeAsync(ignored -> work.get().<Void>thenApply(done -> null), executor)
                    .exceptionally(failure -> null);
        });
        end.whenComplete((done, failure) -> ends.remove(customer, end));
    }

    int busy() {
        return ends.size();
    }
}
