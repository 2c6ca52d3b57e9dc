package dev.guildline.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoicePrompt;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.AgentPresence;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ChoiceTaken;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.HelpOutcome;
import dev.guildline.core.usecase.HelpRequest;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.core.usecase.TurnOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import dev.guildline.testkit.fake.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The whole private talk of a customer, through core's ports, with every far side a fake. */
class PrivateTalkTest {
    private static final Agent ADA = new Agent(new AgentId("ada"), "Ada");
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
    private final ManualClock clock = new ManualClock();
    private int events;

    private Guildline guildline(FakeContactCenter contactCenter) {
        GuildlineBuilder builder = Guildline.builder()
                .channel(channel)
                .clock(clock)
                .knowledgeBase(new InMemoryKnowledgeBase(List.of(PASSWORD)));
        return (contactCenter == null ? builder : builder.contactCenter(contactCenter)).build();
    }

    @Test
    void a_talk_goes_from_the_greeting_to_the_closed_case() {
        FakeContactCenter center = new FakeContactCenter(false);
        Guildline guildline = guildline(center);

        HelpOutcome help = done(guildline.conversations().helpRequested(new HelpRequest(key(), mia(Locale.ENGLISH))));
        assertThat(help).isInstanceOf(HelpOutcome.Greeting.class);
        assertThat(done(((HelpOutcome.Greeting) help).greeting())).isEqualTo(DeliveryState.DELIVERED);
        writes(guildline, "I forgot my password");
        assertThat(channel.typing()).isEqualTo(1);
        press(guildline, "Reset your password");
        OutboundMessage card = lastShown();
        assertThat(card.message().body()).isInstanceOf(ArticleCard.class);
        assertThat(card.replyTo())
                .contains(new ExternalRef("shown-" + shownBefore(card).delivery()));
        press(guildline, "Talk to a person");
        ConversationKey key = ConversationKey.linked(
                FakeContactCenter.refOf(open(guildline).id().value()));
        assertThat(done(guildline.conversations().agentJoined(new AgentPresence(key(), key, ADA))))
                .isEqualTo(SignalOutcome.DONE);
        says(guildline, key, "Hello Mia");
        writes(guildline, "Thank you");
        done(guildline.conversations().contactEnded(key(), key, CloseReason.AGENT_ENDED));
        press(guildline, "5");
        press(guildline, "CLOSE");

        assertThat(channel.textsShownTo("mia"))
                .extracting(text -> text.lines().findFirst().orElseThrow())
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
        Guildline guildline = guildline(null);
        done(guildline.conversations().helpRequested(new HelpRequest(key(), mia(Locale.forLanguageTag("zh-TW")))));
        writes(guildline, "???");

        assertThat(channel.textsShownTo("mia").get(0)).startsWith("Mia 你好");
        assertThat(channel.textsShownTo("mia").get(1)).contains("不太確定");
    }

    @Test
    void writing_again_after_the_end_starts_afresh() {
        Guildline guildline = guildline(null);
        writes(guildline, "hello there");
        Conversation first = open(guildline);
        done(guildline.conversations().close(ConversationKey.of(first.id()), CloseReason.CUSTOMER_ENDED));
        writes(guildline, "hello again");

        assertThat(open(guildline).id()).isNotEqualTo(first.id());
    }

    @Test
    void an_event_told_twice_has_one_effect() {
        Guildline guildline = guildline(null);
        CustomerMessage message = message("I forgot my password");
        done(guildline.conversations().customerWrote(message));
        int shown = channel.shown().size();

        assertThat(done(guildline.conversations().customerWrote(message))).isInstanceOf(MessageOutcome.Duplicate.class);
        assertThat(channel.shown()).hasSize(shown);
    }

    @Test
    void a_contact_center_that_drives_the_virtual_agent_is_woken_and_asks_for_the_turn() {
        FakeContactCenter center = new FakeContactCenter(true);
        Guildline guildline = guildline(center);
        writes(guildline, "I forgot my password");
        assertThat(center.log()).contains("post and wake CUSTOMER: I forgot my password");
        assertThat(channel.shown()).isEmpty();

        ConversationKey key = ConversationKey.linked(
                FakeContactCenter.refOf(open(guildline).id().value()));
        InboxKey ask = key();
        assertThat(done(guildline.conversations().virtualAgentAsked(ask, key)))
                .isInstanceOf(TurnOutcome.Answered.class);
        done(guildline.conversations().virtualAgentAsked(ask, key));
        done(guildline.conversations().virtualAgentAsked(key(), key));

        assertThat(channel.textsShownTo("mia")).hasSize(1);
    }

    @Test
    void the_virtual_agents_words_are_dropped_when_an_agent_has_taken_over_meanwhile() {
        Guildline guildline = guildline(null);
        channel.hold();
        done(guildline.conversations().helpRequested(new HelpRequest(key(), mia(Locale.ENGLISH))));
        writes(guildline, "I forgot my password");
        ConversationKey key = ConversationKey.of(open(guildline).id());
        says(guildline, key, "Ada here");
        channel.letGo();

        assertThat(channel.textsShownTo("mia"))
                .extracting(text -> text.lines().findFirst().orElseThrow())
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
        Guildline guildline = guildline(null);
        writes(guildline, "hello there");
        ConversationKey key = ConversationKey.of(open(guildline).id());
        says(guildline, key, "Hi");
        says(guildline, key, "Still here");

        assertThat(open(guildline).status()).isEqualTo(ConversationStatus.WITH_AGENT);
        assertThat(channel.textsShownTo("mia")).endsWith("Ada has joined the chat.", "Hi", "Still here");
    }

    @Test
    void a_failed_delivery_is_repeated_when_its_wait_is_over_and_keeps_its_place() {
        Guildline guildline = guildline(null);
        writes(guildline, "hello there");
        ConversationKey key = ConversationKey.of(open(guildline).id());
        says(guildline, key, "one");
        channel.failNext(new PortException.Retryable("busy", null, Duration.ofSeconds(30)));
        says(guildline, key, "two");
        says(guildline, key, "three");
        guildline.operations().tick();
        assertThat(channel.textsShownTo("mia")).endsWith("one");

        clock.advance(Duration.ofSeconds(31));
        guildline.operations().tick();
        assertThat(channel.textsShownTo("mia")).endsWith("one", "two", "three");
    }

    @Test
    void an_agent_is_told_when_the_customer_cannot_be_reached() {
        FakeContactCenter center = new FakeContactCenter(false);
        Guildline guildline = guildline(center);
        writes(guildline, "hello there");
        ConversationKey key = ConversationKey.linked(
                FakeContactCenter.refOf(open(guildline).id().value()));
        says(guildline, key, "one");
        channel.failNext(new PortException.Permanent(Refusal.CUSTOMER_UNREACHABLE, "50007", null));
        says(guildline, key, "two");
        says(guildline, key, "three");

        assertThat(channel.textsShownTo("mia")).endsWith("one", "three");
        assertThat(center.log()).last().asString().startsWith("post SYSTEM: Your last message could not be delivered");
    }

    @Test
    void words_that_reach_a_closed_far_half_begin_the_next_conversation() {
        FakeContactCenter center = new FakeContactCenter(false);
        Guildline guildline = guildline(center);
        writes(guildline, "hello there");
        Conversation first = open(guildline);
        center.failNext(new PortException.Permanent(Refusal.FAR_SIDE_CLOSED, "50377", null));
        writes(guildline, "are you there");

        assertThat(open(guildline).id()).isNotEqualTo(first.id());
        assertThat(center.log()).contains("open for Mia", "post CUSTOMER: are you there");
    }

    @Test
    void nobody_takes_a_choice_that_was_not_offered_to_them() {
        Guildline guildline = guildline(null);
        writes(guildline, "I forgot my password");
        MessageId prompt = channel.shownTo("mia").get(0).id();
        CustomerSeen other = new CustomerSeen(new CustomerId("fake:eve"), FakeChatChannel.address("eve"), "Eve", null);

        assertThat(done(guildline.conversations().choiceMade(new ChoiceTaken(key(), other, prompt, "person"))))
                .isEqualTo(ChoiceOutcome.NOT_OFFERED);
        assertThat(done(guildline.conversations().choiceMade(new ChoiceTaken(key(), mia(null), prompt, "rate-5"))))
                .isEqualTo(ChoiceOutcome.NOT_OFFERED);
    }

    private CustomerSeen mia(Locale locale) {
        return new CustomerSeen(new CustomerId("fake:mia"), FakeChatChannel.address("mia"), "Mia", locale);
    }

    private InboxKey key() {
        return new InboxKey("test", "event-" + ++events);
    }

    private CustomerMessage message(String text) {
        InboxKey key = key();
        return new CustomerMessage(key, mia(null), text, List.of(), new ExternalRef("source-" + key.id()), null);
    }

    private void writes(Guildline guildline, String text) {
        assertThat(done(guildline.conversations().customerWrote(message(text))))
                .isInstanceOf(MessageOutcome.Accepted.class);
    }

    private void says(Guildline guildline, ConversationKey conversation, String text) {
        InboxKey key = key();
        done(guildline
                .conversations()
                .agentWrote(new AgentMessage(
                        key, conversation, ADA, text, List.of(), new ExternalRef("far-source-" + key.id()))));
    }

    /** Presses on the newest prompt that offers the label. */
    private void press(Guildline guildline, String label) {
        List<Message> shown = channel.shownTo("mia");
        for (int i = shown.size() - 1; i >= 0; i--) {
            if (shown.get(i).body() instanceof ChoicePrompt prompt) {
                var choice = prompt.choices().stream()
                        .filter(c -> c.label().equals(label))
                        .findFirst();
                if (choice.isPresent()) {
                    assertThat(done(guildline
                                    .conversations()
                                    .choiceMade(new ChoiceTaken(
                                            key(),
                                            mia(null),
                                            shown.get(i).id(),
                                            choice.get().key()))))
                            .isEqualTo(ChoiceOutcome.TAKEN);
                    return;
                }
            }
        }
        throw new AssertionError("no prompt offers " + label);
    }

    private Conversation open(Guildline guildline) {
        return done(guildline
                        .conversations()
                        .list(
                                Set.of(
                                        ConversationStatus.WITH_VIRTUAL_AGENT,
                                        ConversationStatus.WAITING_FOR_AGENT,
                                        ConversationStatus.WITH_AGENT),
                                1))
                .get(0);
    }

    private OutboundMessage lastShown() {
        return channel.shown().get(channel.shown().size() - 1);
    }

    private OutboundMessage shownBefore(OutboundMessage message) {
        return channel.shown().get(channel.shown().indexOf(message) - 1);
    }

    private static <T> T done(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }
}
