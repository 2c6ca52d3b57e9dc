package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.conversation;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.text;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.conversation.Transition.Moved;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.port.store.RetentionStore.Mark;
import dev.guildline.core.port.store.RetentionStore.Stage;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link RetentionStore} must do. */
public interface RetentionStoreContract {
    /**
     * The stores. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    /** A time that no other test uses: long ago, and a year of its own. */
    private static Instant ownYear() {
        return NOON.minus(Duration.ofDays(366L * StoreFixture.nextNumber()));
    }

    private Conversation closed(Instant changedAt) {
        Conversation begun = conversation();
        Moved end = (Moved) begun.on(new ConversationSignal.CloseRequested(CloseReason.IDLE), changedAt);
        Conversation over = begun.moved(end, changedAt);
        run(stores(), tx -> {
            tx.conversations().add(begun);
            tx.conversations().save(over);
        });
        return over;
    }

    private Message say(Conversation to, String words) {
        return stores().inTransaction(tx -> {
            Conversation now = tx.conversations().find(to.id()).orElseThrow();
            Message entry = text(now, words);
            tx.journal().append(entry);
            tx.conversations().save(now.appended(now.updatedAt()));
            return entry;
        });
    }

    private Delivery promise(Conversation of, DeliveryState state) {
        return stores().inTransaction(tx -> {
            Delivery promised =
                    tx.outbox().add(new NewDelivery(of.id(), Side.CUSTOMER, new Errand.RelayMessage(1), null), NOON);
            Delivery settled = state == DeliveryState.PENDING ? promised : promised.settled(state, "");
            tx.outbox().save(settled);
            return settled;
        });
    }

    private static Mark mark(Conversation conversation) {
        return new Mark(conversation.updatedAt(), conversation.id().value());
    }

    @Test
    default void how_far_a_stage_has_come_is_remembered_for_each() {
        for (Stage stage : Stage.values()) {
            Mark far = new Mark(NOON.plusSeconds(stage.ordinal()), unique("conversation"));
            Mark further = new Mark(NOON.plusSeconds(100 + stage.ordinal()), "");

            run(stores(), tx -> tx.retention().reach(stage, far));
            run(stores(), tx -> assertThat(tx.retention().reached(stage)).isEqualTo(far));
            run(stores(), tx -> {
                tx.retention().reach(stage, further);
                assertThat(tx.retention().reached(stage)).isEqualTo(further);
            });
            run(stores(), tx -> assertThat(tx.retention().reached(stage)).isEqualTo(further));
        }
    }

    @Test
    default void what_a_failed_transaction_reached_and_deleted_is_undone() {
        Conversation over = closed(ownYear());
        Message said = say(over, "hello");
        Delivery done = promise(over, DeliveryState.DELIVERED);
        Mark before = stores().inTransaction(tx -> tx.retention().reached(Stage.FILES));

        assertThatThrownBy(() -> run(stores(), tx -> {
                    RetentionStore store = tx.retention();
                    store.reach(Stage.FILES, new Mark(NOON.plusSeconds(7_777), "x"));
                    store.forgetDeliveries(List.of(over.id()), EnumSet.allOf(DeliveryState.class), 10);
                    store.forgetTalks(List.of(over.id()), 10);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        run(stores(), tx -> {
            assertThat(tx.retention().reached(Stage.FILES)).isEqualTo(before);
            assertThat(tx.outbox().find(done.id())).contains(done);
            assertThat(tx.journal().read(over.id(), 0)).containsExactly(said);
        });
    }

    @Test
    default void closed_conversations_are_gone_through_in_the_order_of_their_last_change() {
        Instant year = ownYear();
        List<Conversation> all = new ArrayList<>();
        for (int day : new int[] {5, 1, 3, 3, 3, 3, 3, 2, 4}) {
            all.add(closed(year.plus(Duration.ofDays(day))));
        }
        Conversation open = conversation();
        run(stores(), tx -> tx.conversations().add(open));
        List<Mark> expected = all.stream()
                .map(RetentionStoreContract::mark)
                .filter(mark -> mark.changedAt().isBefore(year.plus(Duration.ofDays(5))))
                .sorted((one, other) -> one.changedAt().equals(other.changedAt())
                        ? one.conversation().compareTo(other.conversation())
                        : one.changedAt().compareTo(other.changedAt()))
                .toList();

        for (int limit : new int[] {1, 2, 3, 4, 100}) {
            List<Mark> found = new ArrayList<>();
            Mark after = new Mark(year, "");
            List<Mark> page = page(after, year, limit);
            while (!page.isEmpty()) {
                assertThat(page).hasSizeLessThanOrEqualTo(limit);
                found.addAll(page);
                page = page(page.get(page.size() - 1), year, limit);
            }
            assertThat(found).as("pages of %d", limit).isEqualTo(expected);
        }
    }

    private List<Mark> page(Mark after, Instant year, int limit) {
        return stores().inTransaction(tx -> tx.retention().closed(after, year.plus(Duration.ofDays(5)), limit));
    }

    @Test
    default void open_conversations_are_never_listed() {
        Instant year = ownYear();
        Conversation open = conversation().appended(year);
        run(stores(), tx -> tx.conversations().add(open));

        assertThat(page(new Mark(year.minusSeconds(1), ""), year, 10)).isEmpty();
    }

    @Test
    default void conversations_are_found_by_the_states_of_their_deliveries() {
        Conversation pending = closed(ownYear());
        Conversation parked = closed(ownYear());
        Conversation done = closed(ownYear());
        promise(pending, DeliveryState.PENDING);
        promise(pending, DeliveryState.DELIVERED);
        promise(parked, DeliveryState.PARKED);
        promise(done, DeliveryState.REFUSED);
        List<ConversationId> all = List.of(pending.id(), parked.id(), done.id());

        run(stores(), tx -> {
            RetentionStore store = tx.retention();
            assertThat(store.having(all, EnumSet.of(DeliveryState.PENDING))).containsOnly(pending.id());
            assertThat(store.having(all, EnumSet.of(DeliveryState.PARKED, DeliveryState.PENDING)))
                    .containsOnly(parked.id(), pending.id());
            assertThat(store.having(all, Set.of())).isEmpty();
            assertThat(store.having(List.of(), EnumSet.allOf(DeliveryState.class)))
                    .isEmpty();
            assertThat(store.having(List.of(done.id()), EnumSet.allOf(DeliveryState.class)))
                    .containsOnly(done.id());
        });
    }

    @Test
    default void what_became_of_a_delivery_in_the_same_transaction_counts() {
        Conversation over = closed(ownYear());
        Delivery parked = promise(over, DeliveryState.PARKED);

        run(stores(), tx -> {
            tx.outbox().save(parked.reopened());
            assertThat(tx.retention().having(List.of(over.id()), EnumSet.of(DeliveryState.PENDING)))
                    .containsOnly(over.id());
            assertThat(tx.retention().forgetDeliveries(List.of(over.id()), EnumSet.of(DeliveryState.PARKED), 10))
                    .isZero();
        });

        run(stores(), tx -> assertThat(tx.outbox().find(parked.id())).contains(parked.reopened()));
    }

    @Test
    default void deliveries_are_deleted_by_state_and_no_more_than_asked_for() {
        Conversation over = closed(ownYear());
        Conversation other = closed(ownYear());
        Delivery parked = promise(over, DeliveryState.PARKED);
        Delivery others = promise(other, DeliveryState.DELIVERED);
        for (int i = 0; i < 5; i++) {
            promise(over, i % 2 == 0 ? DeliveryState.DELIVERED : DeliveryState.REFUSED);
        }
        Set<DeliveryState> ended = EnumSet.of(DeliveryState.DELIVERED, DeliveryState.REFUSED);

        List<Integer> deleted = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            deleted.add(stores().inTransaction(tx -> tx.retention().forgetDeliveries(List.of(over.id()), ended, 2)));
        }

        assertThat(deleted).containsExactly(2, 2, 1, 0);
        run(stores(), tx -> {
            assertThat(tx.outbox().of(over.id())).containsExactly(parked);
            assertThat(tx.outbox().of(other.id())).containsExactly(others);
        });
    }

    @Test
    default void what_was_said_is_deleted_with_all_that_belongs_to_it_the_oldest_first() {
        Conversation over = closed(ownYear());
        Conversation other = closed(ownYear());
        List<Message> said = List.of(say(over, "one"), say(over, "two"), say(over, "three"));
        Message others = say(other, "other");
        ExternalRef name = new ExternalRef(unique("name"));
        ExternalRef kept = new ExternalRef(unique("kept"));
        run(stores(), tx -> {
            tx.journal().named(said.get(0).id(), Side.CUSTOMER, name);
            tx.journal().named(others.id(), Side.CUSTOMER, kept);
            tx.journal().change(new MessageChange.Edited(said.get(0).id(), 1, new MessageBody.Text("uno"), NOON));
        });

        int first = stores().inTransaction(tx -> tx.retention().forgetTalks(List.of(over.id()), 2));
        assertThat(first).isEqualTo(2);
        run(stores(), tx -> {
            assertThat(tx.journal().read(over.id(), 0)).containsExactly(said.get(2));
            assertThat(tx.journal().find(said.get(0).id())).isEmpty();
            assertThat(tx.journal().byName(Side.CUSTOMER, name)).isEmpty();
            assertThat(tx.journal().changesOf(said.get(0).id())).isEmpty();
        });

        int second = stores().inTransaction(tx -> tx.retention().forgetTalks(List.of(over.id(), other.id()), 2));
        int third = stores().inTransaction(tx -> tx.retention().forgetTalks(List.of(over.id()), 2));
        assertThat(List.of(second, third)).containsExactly(2, 0);
        run(stores(), tx -> {
            assertThat(tx.journal().read(over.id(), 0)).isEmpty();
            assertThat(tx.journal().byName(Side.CUSTOMER, kept)).isEmpty();
        });
    }

    @Test
    default void a_talk_goes_on_after_what_is_no_longer_kept() {
        Conversation over = closed(ownYear());
        say(over, "one");
        say(over, "two");
        run(stores(), tx -> tx.retention().forgetTalks(List.of(over.id()), 10));

        Message next = say(over, "three");

        assertThat(next.id().sequence()).isEqualTo(3);
        run(stores(), tx -> assertThat(tx.journal().read(over.id(), 0)).containsExactly(next));
    }

    @Test
    default void events_are_forgotten_by_when_they_were_seen() {
        Instant longAgo = NOON.minus(Duration.ofDays(400_000));
        String source = unique("source");
        for (int i = 0; i < 7; i++) {
            int number = i;
            run(
                    stores(),
                    tx -> tx.inbox().firstTime(new InboxKey(source, "old-" + number), longAgo.plusSeconds(number)));
        }
        InboxKey young = new InboxKey(source, "young");
        run(stores(), tx -> tx.inbox().firstTime(young, longAgo.plusSeconds(60)));

        List<Integer> forgotten = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            forgotten.add(stores().inTransaction(tx -> tx.retention().forgetEvents(longAgo.plusSeconds(60), 3)));
        }

        assertThat(forgotten).containsExactly(3, 3, 1, 0);
        run(stores(), tx -> {
            assertThat(tx.inbox().firstTime(young, NOON)).isFalse();
            assertThat(tx.inbox().firstTime(new InboxKey(source, "old-0"), NOON))
                    .isTrue();
        });
    }
}
