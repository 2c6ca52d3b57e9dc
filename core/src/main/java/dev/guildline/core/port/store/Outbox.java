package dev.guildline.core.port.store;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.NewDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the promises to bring something to a side. */
public interface Outbox {
    /**
     * Promises a delivery. Its identity is greater than that of every delivery promised before.
     *
     * @param promised what
     * @param now when
     * @return the pending delivery
     */
    Delivery add(NewDelivery promised, Instant now);

    /**
     * Keeps a changed delivery: state, epoch, attempts, first attempt, note, whether it was missed.
     *
     * @param changed the delivery as it should be from now on
     * @throws IllegalStateException if it was never added
     */
    void save(Delivery changed);

    /**
     * Finds a delivery.
     *
     * @param id which
     * @return the delivery, empty if there is none
     */
    Optional<Delivery> find(DeliveryId id);

    /**
     * Lists deliveries.
     *
     * @param state only in this state
     * @param after only those with a greater identity
     * @param limit how many at most
     * @return in the order of their identities
     */
    List<Delivery> list(DeliveryState state, DeliveryId after, int limit);

    /**
     * Lists a conversation's deliveries, whatever their state.
     *
     * @param conversation whose
     * @return in the order of their identities
     */
    List<Delivery> of(ConversationId conversation);
}
