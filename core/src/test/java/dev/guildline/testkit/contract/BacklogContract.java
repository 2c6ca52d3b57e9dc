package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.Transition;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.CountsBacklog;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link CountsBacklog} must do. */
public interface BacklogContract {
    /**
     * Where everything is kept, able to count it. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private Backlog backlog() {
        return ((CountsBacklog) stores()).backlog(NOON);
    }

    private static long count(Backlog backlog, Side side, DeliveryState state) {
        return backlog.deliveries().getOrDefault(new Backlog.At(side, state), 0L);
    }

    private Delivery promised(Side side, Instant at) {
        Conversation conversation = StoreFixture.kept(stores());
        return stores().inTransaction(tx ->
                tx.outbox().add(new NewDelivery(conversation.id(), side, new Errand.RelayMessage(1), null), at));
    }

    private void ended(Side side, DeliveryState state, String note) {
        Delivery delivery = promised(side, NOON);
        run(stores(), tx -> tx.outbox().save(delivery.settled(state, note)));
    }

    private long risesBy(ToLongFunction<Backlog> figure, Runnable deed) {
        long before = figure.applyAsLong(backlog());
        deed.run();
        return figure.applyAsLong(backlog()) - before;
    }

    @Test
    default void open_conversations_are_counted_by_status() {
        ConversationStatus status = ConversationStatus.WITH_VIRTUAL_AGENT;
        Conversation begun = StoreFixture.conversation();

        assertThat(risesBy(
                        b -> b.open().getOrDefault(status, 0L),
                        () -> run(stores(), tx -> tx.conversations().add(begun))))
                .isEqualTo(1);
        Transition over = begun.on(new ConversationSignal.CloseRequested(CloseReason.NOT_ADMITTED), NOON);
        assertThat(risesBy(
                        b -> b.open().getOrDefault(status, 0L),
                        () -> run(stores(), tx -> tx.conversations().save(begun.moved((Transition.Moved) over, NOON)))))
                .isEqualTo(-1);
        assertThat(backlog().open()).doesNotContainKey(ConversationStatus.CLOSED);
    }

    @Test
    default void deliveries_are_counted_by_side_and_state_unless_they_arrived() {
        for (DeliveryState state : DeliveryState.values()) {
            assertThat(risesBy(b -> count(b, Side.CUSTOMER, state), () -> ended(Side.CUSTOMER, state, "")))
                    .as(state.name())
                    .isEqualTo(state == DeliveryState.DELIVERED ? 0 : 1);
            assertThat(risesBy(b -> count(b, Side.CONTACT_CENTER, state), () -> ended(Side.CUSTOMER, state, "")))
                    .isZero();
        }
    }

    @Test
    default void what_was_out_of_date_is_nothing_to_look_at() {
        assertThat(risesBy(
                        b -> count(b, Side.CUSTOMER, DeliveryState.REFUSED),
                        () -> ended(Side.CUSTOMER, DeliveryState.REFUSED, Refusal.SUPERSEDED + ": the epoch is over")))
                .isZero();
        assertThat(risesBy(
                        b -> count(b, Side.CUSTOMER, DeliveryState.REFUSED),
                        () -> ended(Side.CUSTOMER, DeliveryState.REFUSED, Refusal.INVALID + ": too long")))
                .isEqualTo(1);
    }

    @Test
    default void the_oldest_pending_delivery_is_known() {
        Instant longAgo = NOON.minusSeconds(900_000);
        Delivery oldest = promised(Side.CONTACT_CENTER, longAgo);

        assertThat(backlog().oldestPending()).contains(longAgo);
        run(stores(), tx -> tx.outbox().save(oldest.settled(DeliveryState.DELIVERED, "")));
        assertThat(backlog().oldestPending()).isNotEqualTo(Optional.of(longAgo));
        assertThat(stores().<Delivery>inTransaction(tx -> tx.outbox()
                                .find(new DeliveryId(oldest.id().value()))
                                .orElseThrow())
                        .state())
                .as("counting changes nothing")
                .isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    default void a_pause_and_the_blocks_that_hold_are_told() {
        run(stores(), tx -> tx.admission().endPause());
        assertThat(backlog().paused()).isFalse();
        run(stores(), tx -> tx.admission().save(new Pause("a test", "ada", NOON)));
        assertThat(backlog().paused()).isTrue();
        run(stores(), tx -> tx.admission().endPause());

        assertThat(risesBy(Backlog::blocked, () -> blocked(null))).isEqualTo(1);
        assertThat(risesBy(Backlog::blocked, () -> blocked(NOON.plusSeconds(1))))
                .isEqualTo(1);
        assertThat(risesBy(Backlog::blocked, () -> blocked(NOON))).isZero();
    }

    private void blocked(@Nullable Instant until) {
        run(
                stores(),
                tx -> tx.admission()
                        .save(new Block(
                                new CustomerId(unique("customer")), "spam", "ada", NOON.minusSeconds(9), until)));
    }
}
