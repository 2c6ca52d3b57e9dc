package dev.guildline.core;

import static dev.guildline.testkit.fixture.Talk.ADA;
import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.core.usecase.TurnOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The whole private talk of a customer, through core's ports, with every far side a fake. */
class PrivateTalkTest {
    private static final Article PASSWORD = new Article(
            new ArticleId("password"),
            Locale.ENGLISH,
            "Reset your password",
            "Account",
            "Open the login page and choose Forgot password.",
            List.of("I forgot my password"),
            URI.create("https://example.com/password"),
            Set.of());

    private final FakeChatChannel channel = new FakeChatChannel();
    private final FakeContactCenter center = new FakeContactCenter(false);
    private final ManualClock clock = new ManualClock();

    private Guildline guildline(FakeContactCenter contactCenter) {
        return Guildline.builder()
                .channel(channel)
                .clock(clock)
                .knowledgeBase(new InMemoryKnowledgeBase(List.of(PASSWORD)))
                .contactCenter(contactCenter)
                .build();
    }

    private Talk mia(Guildline guildline) {
        return new Talk(guildline, channel, "Mia");
    }

    @Test
    void a_talk_goes_from_the_greeting_to_the_closed_case() {
        Guildline guildline = guildline(center);
        Talk mia = mia(guildline);

        HelpOutcome help = mia.asksForHelp(Locale.ENGLISH);
        assertThat(help).isInstanceOf(HelpOutcome.Greeting.class);
        assertThat(done(((HelpOutcome.Greeting) help).greeting())).isEqualTo(DeliveryState.DELIVERED);
        mia.writes("I forgot my password");
        assertThat(channel.typing()).isEqualTo(1);
        mia.presses("Reset your password");
        OutboundMessage suggestions = channel.shown().get(1);
        OutboundMessage card = channel.shown().get(2);
        assertThat(card.message().body()).isInstanceOf(ArticleCard.class);
        assertThat(card.replyTo()).contains(new ExternalRef("shown-" + suggestions.delivery()));
        mia.presses("Talk to a person");
        mia.joins(ADA);
        mia.says(ADA, "Hello Mia");
        mia.writes("Thank you");
        done(guildline.conversations().contactEnded(mia.key(), mia.place(), CloseReason.AGENT_ENDED));
        mia.presses("5");
        mia.presses("CLOSE");

        assertThat(mia.read())
                .containsExactly(
                        "Hi Mia! How can we help you today? Just write what it is about.",
                        "Does one of these help?",
                        "Suggested article: Reset your password",
                        "I have opened case HELP-1001 for you.",
                        "You are being transferred to a live agent. You can go on writing here; everything you write"
                                + " reaches them.",
                        "Ada has joined the chat.",
                        "Hello Mia",
                        "This chat is closed. Write to me again at any time to start a new one.",
                        "How did we do? 1 is bad, 5 is great.",
                        "Can case HELP-1001 be closed, or does it need more attention?",
                        "Thank you for your rating!",
                        "Case HELP-1001 is now closed.");
        assertThat(center.log())
                .extracting(line -> line.lines().findFirst().orElseThrow())
                .containsExactly(
                        "open for Mia",
                        "post VIRTUAL_AGENT: Hi Mia! How can we help you today? Just write what it is about.",
                        "post CUSTOMER: I forgot my password",
                        "post VIRTUAL_AGENT: Does one of these help?",
                        "post CUSTOMER: [Reset your password]",
                        "post VIRTUAL_AGENT: Suggested article: Reset your password",
                        "post CUSTOMER: [Talk to a person]",
                        "request agent for HELP-1001: I forgot my password",
                        "post CUSTOMER: Thank you");
        SupportCase supportCase =
                done(guildline.casework().search(CaseQuery.newest(1))).get(0);
        assertThat(supportCase.status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(supportCase.customFields()).containsEntry("agent", "Ada");
    }

    @Test
    void the_customers_language_is_kept_when_an_event_does_not_tell_it() {
        Talk mia = mia(guildline(center));
        mia.asksForHelp(Locale.forLanguageTag("zh-TW"));
        mia.writes("???");

        assertThat(mia.read().get(0)).startsWith("Mia 你好");
        assertThat(mia.read().get(1)).contains("不太確定");
    }

    @Test
    void writing_again_after_the_end_starts_afresh() {
        Guildline guildline = guildline(center);
        Talk mia = mia(guildline);
        mia.writes("hello there");
        Conversation first = mia.conversation();
        done(guildline.conversations().close(mia.place(), CloseReason.CUSTOMER_ENDED));
        clock.advance(Duration.ofMinutes(1));
        mia.writes("hello again");

        assertThat(mia.conversation().id()).isNotEqualTo(first.id());
    }

    @Test
    void an_event_told_twice_has_one_effect() {
        Guildline guildline = guildline(center);
        CustomerMessage message = mia(guildline).message("I forgot my password");
        done(guildline.conversations().customerWrote(message));
        int shown = channel.shown().size();

        assertThat(done(guildline.conversations().customerWrote(message))).isInstanceOf(MessageOutcome.Duplicate.class);
        assertThat(channel.shown()).hasSize(shown);
    }

    @Test
    void a_contact_center_that_drives_the_virtual_agent_is_woken_and_asks_for_the_turn() {
        FakeContactCenter driving = new FakeContactCenter(true);
        Guildline guildline = guildline(driving);
        Talk mia = mia(guildline);
        mia.writes("I forgot my password");
        assertThat(driving.log()).contains("post and wake CUSTOMER: I forgot my password");
        assertThat(channel.shown()).isEmpty();
        assertThat(channel.typing()).as("nobody has been asked yet").isZero();

        ConversationKey linked = ConversationKey.linked(
                FakeContactCenter.refOf(mia.conversation().id().value()));
        InboxKey ask = mia.key();
        assertThat(done(guildline.conversations().virtualAgentAsked(ask, linked)))
                .isInstanceOf(TurnOutcome.Answered.class);
        done(guildline.conversations().virtualAgentAsked(ask, linked));
        done(guildline.conversations().virtualAgentAsked(mia.key(), linked));

        assertThat(mia.read()).hasSize(1);
        assertThat(channel.typing()).as("once for the turn").isEqualTo(1);
    }

    @Test
    void the_virtual_agents_words_are_dropped_when_an_agent_has_taken_over_meanwhile() {
        Guildline guildline = guildline(center);
        Talk mia = mia(guildline);
        channel.hold();
        mia.asksForHelp(Locale.ENGLISH);
        mia.writes("I forgot my password");
        mia.says(ADA, "Ada here");
        channel.letGo();

        assertThat(mia.read())
                .containsExactly(
                        "Hi Mia! How can we help you today? Just write what it is about.",
                        "Ada has joined the chat.",
                        "Ada here");
        assertThat(done(guildline.operations().deliveries(DeliveryState.REFUSED, 10)))
                .singleElement()
                .satisfies(d -> assertThat(d.note()).startsWith("SUPERSEDED"));
    }

    @Test
    void an_agents_message_counts_as_having_joined() {
        Talk mia = mia(guildline(center));
        mia.writes("hello there");
        mia.says(ADA, "Hi");
        mia.says(ADA, "Still here");

        assertThat(mia.conversation().status()).isEqualTo(ConversationStatus.WITH_AGENT);
        assertThat(mia.read()).endsWith("Ada has joined the chat.", "Hi", "Still here");
    }

    @Test
    void a_failed_delivery_is_repeated_when_its_wait_is_over_and_keeps_its_place() {
        Guildline guildline = guildline(center);
        Talk mia = mia(guildline);
        mia.writes("hello there");
        mia.says(ADA, "one");
        channel.failNext(new PortException.Retryable("busy", null, Duration.ofSeconds(30)));
        mia.says(ADA, "two");
        mia.says(ADA, "three");
        guildline.operations().tick();
        assertThat(mia.read()).endsWith("one");

        clock.advance(Duration.ofSeconds(31));
        guildline.operations().tick();
        assertThat(mia.read()).endsWith("one", "two", "three");
    }

    @Test
    void an_agent_is_told_when_the_customer_cannot_be_reached() {
        Talk mia = mia(guildline(center));
        mia.writes("hello there");
        mia.says(ADA, "one");
        channel.failNext(new PortException.Permanent(Refusal.CUSTOMER_UNREACHABLE, "50007", null));
        mia.says(ADA, "two");
        mia.says(ADA, "three");

        assertThat(mia.read()).endsWith("one", "three");
        assertThat(center.log()).last().asString().startsWith("post SYSTEM: Your last message could not be delivered");
    }

    @Test
    void words_that_reach_a_closed_far_half_begin_the_next_conversation() {
        Talk mia = mia(guildline(center));
        mia.writes("hello there");
        center.failNext(new PortException.Permanent(Refusal.FAR_SIDE_CLOSED, "50377", null));
        mia.writes("are you there");

        assertThat(mia.isOpen()).isTrue();
        assertThat(center.log().subList(3, center.log().size()))
                .contains("open for Mia", "post CUSTOMER: are you there");
        assertThat(mia.read()).contains("This chat is closed. Write to me again at any time to start a new one.");
    }

    @Test
    void nobody_takes_a_choice_that_was_not_offered_to_them() {
        Guildline guildline = guildline(center);
        Talk mia = mia(guildline);
        mia.writes("I forgot my password");
        MessageId prompt = channel.shownTo("mia").get(0).id();
        Talk eve = new Talk(guildline, channel, "Eve");

        assertThat(eve.takes(prompt, "person")).isEqualTo(ChoiceOutcome.NOT_OFFERED);
        assertThat(mia.takes(prompt, "rate-5")).isEqualTo(ChoiceOutcome.NOT_OFFERED);
    }

    @Test
    void agents_read_everything_in_the_order_it_was_said_also_when_the_customer_is_quick() {
        Talk mia = mia(guildline(center));
        channel.hold();
        mia.writes("I forgot my password");
        mia.writes("hello?");
        channel.letGo();

        assertThat(center.log())
                .extracting(line -> line.lines().findFirst().orElseThrow())
                .startsWith(
                        "open for Mia",
                        "post CUSTOMER: I forgot my password",
                        "post VIRTUAL_AGENT: Does one of these help?",
                        "post CUSTOMER: hello?");
        assertThat(center.log().stream().filter(line -> line.contains("Does one of these help?")))
                .as("told once")
                .hasSize(1);
    }
}
