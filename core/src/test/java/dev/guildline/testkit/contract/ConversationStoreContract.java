package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.conversation;
import static dev.guildline.testkit.contract.StoreFixture.customer;
import static dev.guildline.testkit.contract.StoreFixture.kept;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.ConversationStore;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link ConversationStore} must do. */
public interface ConversationStoreContract {
    /**
     * Where the conversations are kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private static Conversation inState(Conversation of, ConversationState state, Instant updatedAt) {
        return new Conversation(
                of.id(),
                of.customer(),
                state,
                of.epoch(),
                of.lastSequence(),
                of.answeredThrough(),
                of.abstentions(),
                of.contactLinkOrNull(),
                of.informedThrough(),
                of.caseNumberOrNull(),
                of.rating(),
                of.openedAt(),
                updatedAt);
    }

    private static Conversation closed(Conversation open) {
        return inState(open, new ConversationState.Closed(CloseReason.AGENT_ENDED, NOON), NOON);
    }

    @Test
    default void every_state_is_found_as_it_was_saved() {
        Conversation begun = kept(stores());
        List<ConversationState> states = List.of(
                new ConversationState.WithVirtualAgent(),
                new ConversationState.WaitingForAgent(HandoffReason.CUSTOMER_ASKED, NOON),
                new ConversationState.WithAgent(new Agent(new AgentId("WK1"), "Änne"), NOON),
                new ConversationState.Closed(CloseReason.IDLE, NOON));

        for (ConversationState state : states) {
            Conversation changed = inState(begun, state, NOON.plusSeconds(1));
            run(stores(), tx -> tx.conversations().save(changed));
            run(stores(), tx -> assertThat(tx.conversations().find(begun.id())).contains(changed));
        }
    }

    @Test
    default void everything_that_a_conversation_holds_is_kept() {
        Conversation begun = kept(stores());
        Conversation full = new Conversation(
                begun.id(),
                new Customer(
                        begun.customer().id(),
                        begun.customer().address(),
                        "New Name",
                        java.util.Locale.JAPANESE,
                        new ChannelAddress(begun.customer().address().channel(), "square"),
                        java.util.Locale.forLanguageTag("es")),
                new ConversationState.WithAgent(new Agent(new AgentId("WK1"), "Ann"), NOON),
                new Epoch(7),
                12,
                11,
                2,
                new ContactLink(new ExternalRef(unique("CH")), Map.of("participant", "MB1", "empty", "")),
                10,
                new CaseNumber(CaseKind.BUG, 17),
                5,
                NOON,
                NOON.plusSeconds(60));

        run(stores(), tx -> tx.conversations().save(full));

        run(stores(), tx -> assertThat(tx.conversations().find(begun.id())).contains(full));
    }

    @Test
    default void an_unknown_conversation_is_not_found() {
        run(stores(), tx -> {
            assertThat(tx.conversations().find(new ConversationId(unique("nobody"))))
                    .isEmpty();
            assertThat(tx.conversations().openOf(customer().id())).isEmpty();
            assertThat(tx.conversations().byContact(new ExternalRef(unique("nothing"))))
                    .isEmpty();
        });
    }

    @Test
    default void an_identity_is_taken_once() {
        Conversation begun = kept(stores());
        Conversation same = Conversation.begin(begun.id(), customer(), NOON);

        assertThatThrownBy(() -> run(stores(), tx -> tx.conversations().add(same)))
                .isInstanceOf(IllegalStateException.class);

        run(stores(), tx -> assertThat(tx.conversations().find(begun.id())).contains(begun));
    }

    @Test
    default void a_conversation_that_was_never_added_cannot_be_saved() {
        assertThatThrownBy(() -> run(stores(), tx -> tx.conversations().save(conversation())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void a_customer_has_one_open_conversation() {
        Conversation first = kept(stores());
        Conversation second = conversation(first.customer());

        assertThatThrownBy(() -> run(stores(), tx -> tx.conversations().add(second)))
                .isInstanceOf(IllegalStateException.class);

        run(stores(), tx -> {
            assertThat(tx.conversations().openOf(first.customer().id())).contains(first);
            assertThat(tx.conversations().find(second.id())).isEmpty();
        });
    }

    @Test
    default void a_customer_has_one_open_conversation_also_when_two_begin_at_once() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            Customer customer = customer();
            List<Object> ends = Simultaneously.run(4, () -> {
                run(stores(), tx -> tx.conversations().add(conversation(customer)));
                return "added";
            });

            assertThat(ends).filteredOn("added"::equals).hasSize(1);
            assertThat(ends)
                    .filteredOn(end -> !"added".equals(end))
                    .allSatisfy(end -> assertThat(end).isInstanceOf(RuntimeException.class));
            run(
                    stores(),
                    tx -> assertThat(tx.conversations().openOf(customer.id())).isPresent());
        }
    }

    @Test
    default void a_closed_conversation_makes_room_for_the_next() {
        Conversation first = kept(stores());
        Conversation second = conversation(first.customer());

        run(stores(), tx -> tx.conversations().save(closed(first)));
        run(stores(), tx -> {
            assertThat(tx.conversations().openOf(first.customer().id())).isEmpty();
            tx.conversations().add(second);
        });

        run(stores(), tx -> {
            assertThat(tx.conversations().openOf(first.customer().id())).contains(second);
            assertThat(tx.conversations().find(first.id())).contains(closed(first));
        });
    }

    @Test
    default void one_can_close_and_the_next_begin_in_one_transaction() {
        Conversation first = kept(stores());
        Conversation second = conversation(first.customer());

        run(stores(), tx -> {
            tx.conversations().save(closed(first));
            assertThat(tx.conversations().openOf(first.customer().id())).isEmpty();
            tx.conversations().add(second);
            assertThat(tx.conversations().openOf(first.customer().id())).contains(second);
        });

        run(
                stores(),
                tx -> assertThat(tx.conversations().openOf(first.customer().id()))
                        .contains(second));
    }

    @Test
    default void a_closed_one_cannot_open_again_beside_an_open_one() {
        Conversation first = kept(stores());
        run(stores(), tx -> tx.conversations().save(closed(first)));
        run(stores(), tx -> tx.conversations().add(conversation(first.customer())));

        assertThatThrownBy(() -> run(stores(), tx -> tx.conversations().save(first)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    default void the_far_half_leads_to_the_conversation() {
        Conversation begun = kept(stores());
        ExternalRef ref = new ExternalRef(unique("CH"));
        Conversation linked = begun.withContactLink(new ContactLink(ref, Map.of()));

        run(stores(), tx -> {
            tx.conversations().save(linked);
            assertThat(tx.conversations().byContact(ref)).contains(linked);
        });

        run(stores(), tx -> assertThat(tx.conversations().byContact(ref)).contains(linked));
    }

    @Test
    default void a_list_has_the_wanted_states_only_and_the_last_changed_first() {
        Instant future = Instant.parse("2090-01-01T00:00:00Z").plusMillis(System.nanoTime() % 1_000_000_000_000L);
        Conversation oldest = kept(stores());
        Conversation middle = kept(stores());
        Conversation newest = kept(stores());
        Conversation over = kept(stores());
        ConversationState waiting = new ConversationState.WaitingForAgent(HandoffReason.CUSTOMER_CHOSE, NOON);
        run(stores(), tx -> {
            ConversationStore all = tx.conversations();
            all.save(inState(middle, waiting, future.plusSeconds(2)));
            all.save(inState(newest, newest.state(), future.plusSeconds(3)));
            all.save(inState(over, closed(over).state(), future.plusSeconds(4)));
            all.save(inState(oldest, oldest.state(), future.plusSeconds(1)));
        });

        Set<ConversationStatus> open = EnumSet.complementOf(EnumSet.of(ConversationStatus.CLOSED));
        run(stores(), tx -> {
            assertThat(tx.conversations().list(open, 3))
                    .extracting(Conversation::id)
                    .containsExactly(newest.id(), middle.id(), oldest.id());
            assertThat(tx.conversations().list(open, 1))
                    .extracting(Conversation::id)
                    .containsExactly(newest.id());
            assertThat(tx.conversations().list(EnumSet.allOf(ConversationStatus.class), 2))
                    .extracting(Conversation::id)
                    .containsExactly(over.id(), newest.id());
            assertThat(tx.conversations().list(Set.of(), 5)).isEmpty();
        });
    }

    @Test
    default void all_are_gone_through_page_by_page() {
        Set<ConversationId> begun = Stream.generate(() -> StoreFixture.kept(stores()))
                .limit(5)
                .map(Conversation::id)
                .collect(Collectors.toSet());

        List<ConversationId> seen = new ArrayList<>();
        List<Conversation> page;
        do {
            ConversationId after = seen.isEmpty() ? null : seen.get(seen.size() - 1);
            page = stores().inTransaction(tx -> tx.conversations().page(after, 3));
            page.forEach(each -> seen.add(each.id()));
        } while (!page.isEmpty());

        assertThat(seen).containsAll(begun).doesNotHaveDuplicates();
    }
}
