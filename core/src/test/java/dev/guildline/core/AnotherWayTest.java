package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.HelpRequest;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A customer who takes no private messages: the conversation goes on elsewhere, and the agent knows. */
class AnotherWayTest {
    private static final ChannelAddress SQUARE = FakeChatChannel.address("square");

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter flex = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();
    private final InMemoryStores stores = new InMemoryStores();
    private Guildline guildline = guildline();
    private Talk mia = new Talk(guildline, channel, "Mia");

    private Guildline guildline() {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(flex)
                .clock(clock)
                .store(stores)
                .retryPolicy(new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(8), 0, 3))
                .build();
    }

    private void withAgent() {
        mia.writes("I want to talk to a person");
        mia.joins(Talk.ADA);
    }

    private HelpOutcome asksForHelpInPublic() {
        CustomerSeen seen = mia.customer(Locale.ENGLISH);
        return Talk.done(guildline
                .conversations()
                .helpRequested(new HelpRequest(
                        mia.key(),
                        new CustomerSeen(seen.id(), seen.address(), seen.displayName(), seen.localeOrNull(), SQUARE))));
    }

    private void writesAt(String place, String text) {
        CustomerMessage usual = mia.message(text);
        CustomerSeen seen = usual.customer();
        Talk.done(guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        usual.key(),
                        new CustomerSeen(seen.id(), FakeChatChannel.address(place), seen.displayName(), null),
                        text,
                        List.of(),
                        usual.source(),
                        null)));
    }

    private List<String> notes() {
        return flex.log().stream()
                .filter(line -> line.startsWith("post SYSTEM"))
                .toList();
    }

    @Test
    void what_was_refused_arrives_elsewhere_in_order_and_once() {
        withAgent();
        channel.close("mia");
        channel.otherWay("thread");

        mia.says(Talk.ADA, "first");
        mia.says(Talk.ADA, "second");

        assertThat(channel.textsShownTo("thread")).containsExactly("first", "second");
        assertThat(mia.conversation().customer().address()).isEqualTo(FakeChatChannel.address("thread"));
        assertThat(notes()).singleElement().asString().contains("private thread");
    }

    @Test
    void the_customers_words_from_there_belong_to_the_same_conversation() {
        withAgent();
        channel.close("mia");
        channel.otherWay("thread");
        mia.says(Talk.ADA, "first");
        ConversationId before = mia.conversation().id();

        writesAt("thread", "I am here");
        mia.says(Talk.ADA, "good");

        assertThat(mia.conversation().id()).isEqualTo(before);
        assertThat(flex.log()).contains("post CUSTOMER: I am here");
        assertThat(channel.textsShownTo("thread")).containsExactly("first", "good");
    }

    @Test
    void answers_go_where_the_customer_wrote_last() {
        withAgent();
        channel.close("mia");
        channel.otherWay("thread");
        mia.says(Talk.ADA, "first");
        ConversationId before = mia.conversation().id();

        channel.reopen("mia");
        mia.writes("my messages are open again");
        mia.says(Talk.ADA, "second");
        writesAt("thread", "and here I am again");
        mia.says(Talk.ADA, "third");

        assertThat(mia.conversation().id()).isEqualTo(before);
        assertThat(channel.textsShownTo("mia")).last().isEqualTo("second");
        assertThat(channel.textsShownTo("thread")).containsExactly("first", "third");
    }

    @Test
    void asking_for_help_in_public_does_not_move_a_conversation() {
        withAgent();
        channel.close("mia");
        channel.otherWay("thread");
        mia.says(Talk.ADA, "first");

        HelpOutcome outcome = asksForHelpInPublic();

        assertThat(Talk.done(((HelpOutcome.Greeting) outcome).greeting())).isEqualTo(DeliveryState.DELIVERED);
        assertThat(channel.textsShownTo("thread")).last().asString().startsWith("Hi Mia!");
    }

    @Test
    void the_public_place_is_told_to_whoever_looks_for_another_way() {
        channel.close("mia");
        channel.otherWay("thread");

        HelpOutcome outcome = asksForHelpInPublic();

        assertThat(Talk.done(((HelpOutcome.Greeting) outcome).greeting())).isEqualTo(DeliveryState.DELIVERED);
        assertThat(channel.askedForAnotherWay()).singleElement().satisfies(customer -> {
            assertThat(customer.publicPlace()).contains(SQUARE);
            assertThat(customer.address()).isEqualTo(FakeChatChannel.address("mia"));
        });
    }

    @Test
    void without_another_way_the_agent_is_told_and_later_that_it_arrived_after_all() {
        withAgent();
        channel.close("mia");

        mia.says(Talk.ADA, "first");
        mia.says(Talk.ADA, "second");

        assertThat(notes()).hasSize(2).allMatch(note -> note.contains("could not be delivered"));
        assertThat(states(DeliveryState.REFUSED)).hasSize(2);

        channel.reopen("mia");
        mia.writes("I was away");

        assertThat(mia.read()).endsWith("first", "second");
        assertThat(notes()).hasSize(4);
        assertThat(notes().subList(2, 4)).allMatch(note -> note.contains("has reached the customer after all"));
        assertThat(states(DeliveryState.REFUSED)).isEmpty();
    }

    @Test
    void what_was_refused_by_an_earlier_process_is_brought_after_a_restart_too() {
        withAgent();
        channel.close("mia");
        mia.says(Talk.ADA, "first");

        guildline.close();
        guildline = guildline();
        // Another spelling, so that its events are new ones; the customer is the same.
        mia = new Talk(guildline, channel, "MIA");
        Talk.done(guildline.operations().resume());
        channel.otherWay("thread");
        asksForHelpInPublic();

        assertThat(channel.textsShownTo("thread")).hasSize(2).startsWith("first");
    }

    @Test
    void what_is_refused_while_the_customer_comes_back_is_tried_again() {
        withAgent();
        channel.close("mia");
        channel.holdLooks();
        mia.says(Talk.ADA, "first");
        channel.reopen("mia");
        mia.writes("here I am");
        channel.letGoLooks();

        assertThat(mia.read()).endsWith("first");
        assertThat(states(DeliveryState.REFUSED)).isEmpty();
        assertThat(notes()).noneMatch(note -> note.contains("could not be delivered"));
    }

    @Test
    void what_was_refused_before_comes_before_what_finds_the_way() {
        withAgent();
        channel.close("mia");
        mia.says(Talk.ADA, "first");
        channel.otherWay("thread");
        channel.holdLooks();
        mia.says(Talk.ADA, "second");
        asksForHelpInPublic();
        channel.letGoLooks();

        assertThat(channel.textsShownTo("thread").subList(0, 2)).containsExactly("first", "second");
    }

    @Test
    void looking_for_another_way_is_tried_again_when_it_fails() {
        withAgent();
        channel.close("mia");
        channel.otherWay("thread");
        channel.failNextLook(new PortException.Retryable("busy", null));

        mia.says(Talk.ADA, "first");
        assertThat(channel.textsShownTo("thread")).isEmpty();
        clock.advance(Duration.ofSeconds(9));
        guildline.operations().tick();

        assertThat(channel.textsShownTo("thread")).containsExactly("first");
    }

    @Test
    void ways_that_lead_nowhere_come_to_an_end() {
        withAgent();
        channel.close("mia");
        channel.close("thread");
        channel.otherWay("thread");

        mia.says(Talk.ADA, "first");

        assertThat(states(DeliveryState.REFUSED)).hasSize(1);
        assertThat(channel.attempts()).isLessThan(20);
        mia.says(Talk.ADA, "second");
        assertThat(states(DeliveryState.REFUSED)).hasSize(2);
    }

    @Test
    void a_parked_message_of_an_agent_is_told_and_so_is_its_late_arrival() {
        withAgent();
        PortException busy = new PortException.Retryable("busy", null);
        channel.failNext(busy, busy, busy);
        mia.says(Talk.ADA, "first");
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofSeconds(9));
            guildline.operations().tick();
        }
        assertThat(notes()).singleElement().asString().contains("could not be delivered");

        Delivery parked = states(DeliveryState.PARKED).get(0);
        assertThat(Talk.done(guildline.operations().retry(parked.id()))).isTrue();

        assertThat(mia.read()).endsWith("first");
        assertThat(notes()).last().asString().contains("after all");
    }

    @Test
    void every_other_refusal_is_told_to_the_agent_too() {
        withAgent();
        for (Refusal reason : List.of(Refusal.INVALID, Refusal.NOT_ALLOWED, Refusal.NOT_FOUND)) {
            channel.failNext(new PortException.Permanent(reason, "no", null));
            mia.says(Talk.ADA, "refused for " + reason);
        }

        assertThat(notes()).hasSize(3);
    }

    private List<Delivery> states(DeliveryState state) {
        return Talk.done(guildline.operations().deliveriesOf(mia.conversation().id())).stream()
                .filter(delivery -> delivery.side() == Side.CUSTOMER && delivery.state() == state)
                .toList();
    }

    @Test
    void who_writes_while_another_way_is_looked_for_stays_where_they_are() {
        withAgent();
        channel.close("mia");
        channel.otherWay("thread");
        channel.holdLooks();
        mia.says(Talk.ADA, "first");
        channel.reopen("mia");
        mia.writes("here I am");
        channel.letGoLooks();

        assertThat(mia.read()).endsWith("first");
        assertThat(channel.textsShownTo("thread")).isEmpty();
        assertThat(notes()).noneMatch(note -> note.contains("private thread"));
    }

    @Test
    void what_comes_later_stays_behind_what_finds_the_way() {
        withAgent();
        channel.close("mia");
        mia.says(Talk.ADA, "first");
        channel.otherWay("thread");
        channel.holdLooks();
        mia.says(Talk.ADA, "second");
        mia.says(Talk.ADA, "third");
        asksForHelpInPublic();
        channel.letGoLooks();

        assertThat(channel.textsShownTo("thread").subList(0, 3)).containsExactly("first", "second", "third");
    }
}
