package dev.guildline.core.usecase;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.health.HealthCheck.Health;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RelayFigures;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What keeps Guildline going. Thread-safe. */
public interface Operations {
    /**
     * Takes up the deliveries that an earlier process left. To be called once, after the adapters are ready to send and
     * before they pass on events; {@code Guildline.start()} does. Where several processes share the store: becomes the
     * one that makes deliveries, if no other one is.
     *
     * @return completes with how many were taken up; 0 also if another process makes the deliveries
     */
    CompletionStage<Integer> resume();

    /**
     * Does what is due by now: retries whose wait is over; where several processes share the store, taking over or
     * keeping the role of the one that makes deliveries. Called by {@code Guildline.start()}'s
     * thread every fraction of a second; by hand where there is none.
     */
    void tick();

    /**
     * Lists deliveries, for a person to look at.
     *
     * @param state in which state
     * @param limit how many at most
     * @return completes with the oldest first
     */
    CompletionStage<List<Delivery>> deliveries(DeliveryState state, int limit);

    /**
     * Lists what is, was or will be delivered for a conversation: whether each of its messages has arrived.
     *
     * @param conversation whose
     * @return completes with the oldest first
     */
    CompletionStage<List<Delivery>> deliveriesOf(ConversationId conversation);

    /**
     * Makes a parked, refused or unknown delivery pending again; it goes to the end of its lane.
     *
     * @param id which
     * @return completes with true, or with false if there is none in such a state
     */
    CompletionStage<Boolean> retry(DeliveryId id);

    /**
     * What this process is delivering.
     *
     * @return the figures of this moment, from what is in memory; takes some microseconds for each conversation that
     *     something waits in
     */
    RelayFigures figures();

    /**
     * How the relay is.
     *
     * @return its health, from what is in memory
     */
    Health health();
}
