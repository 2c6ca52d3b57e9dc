package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.kept;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} must do. */
public interface OutboxContract {
    /**
     * Where the deliveries are kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private Delivery promise(Conversation conversation, Errand errand) {
        return stores().inTransaction(
                        tx -> tx.outbox().add(new NewDelivery(conversation.id(), Side.CUSTOMER, errand, null), NOON));
    }

    private List<Delivery> promise(int count) {
        Conversation conversation = kept(stores());
        return stores().inTransaction(tx -> IntStream.rangeClosed(1, count)
                .mapToObj(i -> tx.outbox()
                        .add(new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.RelayMessage(i), null), NOON))
                .toList());
    }

    @Test
    default void a_promise_is_pending_and_untried() {
        Delivery promised = promise(kept(stores()), new Errand.TakeTurn());

        assertThat(promised.state()).isEqualTo(DeliveryState.PENDING);
        assertThat(promised.attempts()).isZero();
        assertThat(promised.firstAttemptAt()).isEmpty();
        assertThat(promised.note()).isEmpty();
        assertThat(promised.createdAt()).isEqualTo(NOON);
        assertThat(promised.id().value()).isPositive();
    }

    @Test
    default void every_errand_is_found_as_promised() {
        Conversation conversation = kept(stores());
        for (Errand errand : List.of(
                new Errand.RelayMessage(3),
                new Errand.RelayChange(3, 2),
                new Errand.TakeTurn(),
                new Errand.RequestAgent(HandoffReason.REQUESTED_BY_STAFF),
                new Errand.EndContact(CloseReason.CONTACT_CENTER_ENDED))) {
            for (Side side : Side.values()) {
                Delivery promised = stores().inTransaction(tx ->
                        tx.outbox().add(new NewDelivery(conversation.id(), side, errand, new Epoch(4)), NOON));

                run(stores(), tx -> assertThat(tx.outbox().find(promised.id())).contains(promised));
            }
        }
    }

    @Test
    default void identities_rise_inside_a_transaction_and_from_one_to_the_next() {
        List<Delivery> all = new ArrayList<>();
        all.addAll(promise(3));
        all.addAll(promise(1));
        all.addAll(promise(100));
        all.addAll(promise(2));

        assertThat(all).isSortedAccordingTo(Comparator.comparing(Delivery::id));
        assertThat(all).extracting(Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    default void identities_rise_also_after_a_transaction_that_failed() {
        Conversation conversation = kept(stores());
        Delivery before = promise(conversation, new Errand.TakeTurn());
        List<Delivery> undone = new ArrayList<>();
        assertThatThrownBy(() -> run(stores(), tx -> {
                    undone.add(tx.outbox()
                            .add(new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.TakeTurn(), null), NOON));
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        Delivery after = promise(conversation, new Errand.TakeTurn());

        assertThat(after.id())
                .isGreaterThan(before.id())
                .isGreaterThan(undone.get(0).id());
    }

    @Test
    default void a_changed_delivery_is_found_changed() {
        Delivery promised = promise(kept(stores()), new Errand.RelayMessage(1));
        Delivery tried = promised.attempted(NOON.plusSeconds(1));
        Delivery settled = tried.attempted(NOON.plusSeconds(2)).settled(DeliveryState.PARKED, "50007");

        run(stores(), tx -> tx.outbox().save(tried));
        run(stores(), tx -> {
            assertThat(tx.outbox().find(promised.id())).contains(tried);
            tx.outbox().save(settled);
            assertThat(tx.outbox().find(promised.id())).contains(settled);
        });

        run(stores(), tx -> assertThat(tx.outbox().find(promised.id())).contains(settled));
    }

    @Test
    default void a_delivery_can_change_in_the_transaction_that_promised_it() {
        Conversation conversation = kept(stores());
        Delivery settled = stores().inTransaction(tx -> {
            Delivery promised = tx.outbox()
                    .add(new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.TakeTurn(), null), NOON);
            Delivery refused = promised.settled(DeliveryState.REFUSED, "");
            tx.outbox().save(refused);
            assertThat(tx.outbox().find(promised.id())).contains(refused);
            return refused;
        });

        run(stores(), tx -> assertThat(tx.outbox().find(settled.id())).contains(settled));
    }

    @Test
    default void a_delivery_can_be_made_pending_again_in_any_epoch() {
        Conversation conversation = kept(stores());
        Delivery parked = stores().inTransaction(tx -> tx.outbox()
                        .add(
                                new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.TakeTurn(), new Epoch(4)),
                                NOON))
                .attempted(NOON)
                .settled(DeliveryState.PARKED, "gave up");
        run(stores(), tx -> tx.outbox().save(parked));

        run(stores(), tx -> tx.outbox().save(parked.reopened()));

        run(stores(), tx -> assertThat(tx.outbox().find(parked.id())).contains(parked.reopened()));
    }

    @Test
    default void a_delivery_that_was_never_promised_cannot_be_saved() {
        Delivery promised = promise(kept(stores()), new Errand.TakeTurn());
        Delivery invented = new Delivery(
                new DeliveryId(Long.MAX_VALUE),
                promised.conversation(),
                promised.side(),
                promised.errand(),
                null,
                DeliveryState.DELIVERED,
                1,
                NOON,
                "",
                NOON,
                false);

        assertThatThrownBy(() -> run(stores(), tx -> tx.outbox().save(invented)))
                .isInstanceOf(IllegalStateException.class);
        run(stores(), tx -> assertThat(tx.outbox().find(invented.id())).isEmpty());
    }

    @Test
    default void a_list_is_in_order_and_can_be_paged() {
        List<Delivery> promised = promise(7);
        Delivery done = promised.get(3).settled(DeliveryState.DELIVERED, "");
        run(stores(), tx -> tx.outbox().save(done));
        DeliveryId before = new DeliveryId(promised.get(0).id().value() - 1);

        List<Delivery> first = stores().inTransaction(tx -> tx.outbox().list(DeliveryState.PENDING, before, 4));
        List<Delivery> second = stores().inTransaction(tx ->
                tx.outbox().list(DeliveryState.PENDING, first.get(3).id(), 4));
        List<Delivery> third = stores().inTransaction(tx ->
                tx.outbox().list(DeliveryState.PENDING, second.get(1).id(), 4));

        assertThat(first).containsExactly(promised.get(0), promised.get(1), promised.get(2), promised.get(4));
        assertThat(second).containsExactly(promised.get(5), promised.get(6));
        assertThat(third).isEmpty();
        assertThat(stores().<List<Delivery>>inTransaction(tx -> tx.outbox().list(DeliveryState.DELIVERED, before, 4)))
                .containsExactly(done);
    }

    @Test
    default void a_list_has_what_its_own_transaction_promised() {
        Conversation conversation = kept(stores());

        run(stores(), tx -> {
            Delivery promised = tx.outbox()
                    .add(new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.TakeTurn(), null), NOON);
            assertThat(tx.outbox()
                            .list(
                                    DeliveryState.PENDING,
                                    new DeliveryId(promised.id().value() - 1),
                                    10))
                    .containsExactly(promised);
        });
    }

    @Test
    default void a_conversation_has_all_its_deliveries_in_order() {
        Conversation mine = kept(stores());
        Conversation other = kept(stores());
        Delivery first = promise(mine, new Errand.RelayMessage(1));
        promise(other, new Errand.RelayMessage(1));
        Delivery second = promise(mine, new Errand.TakeTurn());
        Delivery refused = first.settled(DeliveryState.REFUSED, "50007");
        run(stores(), tx -> tx.outbox().save(refused));

        assertThat(stores().<List<Delivery>>inTransaction(tx -> tx.outbox().of(mine.id())))
                .containsExactly(refused, second);
    }

    @Test
    default void that_a_delivery_was_missed_before_is_kept() {
        Conversation conversation = kept(stores());
        Delivery parked = stores().inTransaction(tx -> tx.outbox()
                        .add(
                                new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.TakeTurn(), new Epoch(4)),
                                NOON))
                .attempted(NOON)
                .settled(DeliveryState.REFUSED, "50007");
        run(stores(), tx -> tx.outbox().save(parked));

        run(stores(), tx -> tx.outbox().save(parked.reopenedInItsEpoch()));

        run(
                stores(),
                tx -> assertThat(tx.outbox().find(parked.id())).hasValueSatisfying(again -> {
                    assertThat(again).isEqualTo(parked.reopenedInItsEpoch());
                    assertThat(again.missed()).isTrue();
                    assertThat(again.onlyInEpoch()).contains(new Epoch(4));
                }));
    }
}
