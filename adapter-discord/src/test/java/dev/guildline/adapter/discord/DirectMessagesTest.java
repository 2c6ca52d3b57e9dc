package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SEND;
import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static dev.guildline.adapter.discord.SandboxedAdapter.inDoubt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.core.port.channel.ShowsTyping;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectMessagesTest {
    private static final String OPEN = "POST /users/@me/channels";

    private final SandboxedAdapter here = new SandboxedAdapter();

    @AfterEach
    void stop() {
        here.close();
    }

    private List<SandboxMessage> seen() {
        return here.amy.messages().stream().filter(SandboxMessage::fromBot).toList();
    }

    @Test
    void an_answer_to_a_customer_who_wrote_costs_one_request() throws Exception {
        here.started();
        here.amy.sendDm("is anybody there?");
        CustomerMessage heard = FakePorts.next(here.ports.messages);
        here.discord.calls().clear();

        String sent = here.send(here.text("Yes, I am"));

        assertThat(here.discord.calls().all()).hasSize(1);
        assertThat(here.discord.calls().count(SEND)).isEqualTo(1);
        assertThat(heard.text()).isEqualTo("is anybody there?");
        assertThat(seen()).extracting(SandboxMessage::id).containsExactly(sent);
    }

    @Test
    void a_late_message_comes_silently_with_its_time_in_small_print_and_can_be_changed_like_any_other()
            throws Exception {
        here.connected();
        OutboundMessage usual = here.text("on time");
        OutboundMessage whole = here.text("late ".repeat(379).strip());
        String time = here.adapter.channel().written(Instant.ofEpochSecond(1_700_000_000L));
        OutboundMessage late = new OutboundMessage(
                whole.delivery(), whole.to(), whole.message(), null, "Written " + time, true, false, null);

        here.send(usual);
        String name = here.send(late);

        assertThat(seen()).extracting(SandboxMessage::silent).containsExactly(false, true, true);
        assertThat(seen().get(2).content()).isEqualTo("-# Written <t:1700000000:f>");
        assertThat(seen().get(2).id()).isEqualTo(name);

        SentMessage sent = new SentMessage(new DeliveryId(77), late.to(), new ExternalRef(name), late.message(), false);
        ((EditsMessages) here.adapter.channel())
                .delete(sent)
                .toCompletableFuture()
                .join();
        assertThat(seen()).extracting(SandboxMessage::content).containsExactly("on time");
    }

    @Test
    void a_customer_who_was_not_heard_yet_costs_one_more_the_first_time() throws Exception {
        here.connected();
        here.discord.calls().clear();

        here.send(here.text("one"));
        here.send(here.text("two"));

        assertThat(here.discord.calls().count(OPEN)).isEqualTo(1);
        assertThat(here.discord.calls().count(SEND)).isEqualTo(2);
    }

    @Test
    void nobody_is_pinged_by_what_an_agent_writes() throws Exception {
        here.send(here.text("@everyone look, <@" + here.amy.id() + "> and @here"));

        assertThat(seen()).singleElement().satisfies(message -> {
            assertThat(message.content()).contains("@everyone");
            assertThat(message.mentions()).isEmpty();
            assertThat(message.mentionsEveryone()).isFalse();
        });
    }

    @Test
    void an_answer_points_at_what_it_answers() throws Exception {
        SandboxMessage question = here.amy.sendDm("which one?");

        here.send(here.outbound(new MessageBody.Text("this"), List.of(), new ExternalRef(question.id())));
        here.send(here.outbound(new MessageBody.Text("that"), List.of(), new ExternalRef("1000000000000000001")));

        assertThat(seen()).extracting(SandboxMessage::repliesTo).containsExactly(question.id(), null);
    }

    @Test
    void an_article_is_a_card_with_a_link() throws Exception {
        here.send(here.outbound(new MessageBody.ArticleCard(
                "Suggested article:",
                new ArticleId("a1"),
                "Account",
                "How to change your name",
                "Open the settings.",
                URI.create("https://example.org/name"))));

        assertThat(seen()).singleElement().satisfies(message -> {
            assertThat(message.content()).isEqualTo("Suggested article:");
            assertThat(message.embeds()).singleElement().satisfies(card -> {
                assertThat(card.title()).isEqualTo("How to change your name");
                assertThat(card.url()).isEqualTo("https://example.org/name");
                assertThat(card.description()).isEqualTo("Open the settings.");
                assertThat(card.author()).isEqualTo("Account");
            });
        });
    }

    @Test
    void buttons_stand_in_rows_of_five_under_the_last_part() throws Exception {
        List<Choice> choices = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> new Choice(
                        "c" + i,
                        i == 6 ? "👨‍👩‍👧‍👦".repeat(20) : "Choice " + i,
                        i % 2 == 0 ? ChoiceStyle.POSITIVE : ChoiceStyle.NEGATIVE,
                        new ChoiceAction.Rate(1)))
                .toList();
        String question = "Sentence. ".repeat(250) + "Which?";

        String last = here.send(here.outbound(new MessageBody.ChoicePrompt(question, choices)));

        List<SandboxMessage> parts = seen();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).components()).isEmpty();
        assertThat(parts.get(1).id()).isEqualTo(last);
        assertThat(parts.get(1).components())
                .extracting(row -> row.children().size())
                .containsExactly(5, 1);
        assertThat(parts.get(1).buttons())
                .hasSize(6)
                .allSatisfy(button -> assertThat(button.customId()).matches("gl:c1:1:c[1-6]:once"));
        assertThat(parts.get(1).buttons().get(5).label())
                .hasSizeLessThanOrEqualTo(80)
                .matches("(👨‍👩‍👧‍👦)+…");
        assertThat(parts.get(1).buttons()).extracting(button -> button.style()).containsExactly(4, 3, 4, 3, 4, 3);
    }

    @Test
    void files_are_links() throws Exception {
        Attachment file =
                new Attachment("my map (1).png", "image/png", 7, URI.create("https://example.org/f/map_(1).png?x=1"));

        here.send(here.outbound(new MessageBody.Text("Look:"), List.of(file), null));

        assertThat(seen())
                .extracting(SandboxMessage::content)
                .containsExactly("Look:\n📎 [my map \\(1\\).png](https://example.org/f/map_%281%29.png?x=1)");
    }

    @Test
    void closed_direct_messages_are_a_refusal() throws Exception {
        here.amy.openDms(false);

        assertThat(here.failure(here.text("hello?"))).isInstanceOfSatisfying(PortException.Permanent.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Refusal.CUSTOMER_UNREACHABLE);
            assertThat(refused).hasMessageContaining("delivery 1").hasMessageContaining("50007");
        });
    }

    @Test
    void too_many_requests_are_waited_for() throws Exception {
        here.discord.faults().on(SEND).times(1).rateLimit(Duration.ofSeconds(1), false);

        here.send(here.text("patience"));

        assertThat(seen()).extracting(SandboxMessage::content).containsExactly("patience");
    }

    @Test
    void a_server_error_leaves_the_outcome_open() throws Exception {
        here.discord.faults().on(SEND).times(1).status(500);

        assertThat(here.failure(here.text("hello?"))).isInstanceOf(PortException.OutcomeUnknown.class);
    }

    @Test
    void a_lost_answer_does_not_double_the_message() throws Exception {
        here.discord.faults().on(SEND).loseAnswer();
        OutboundMessage message = here.text("once");
        assertThat(here.failure(message)).isInstanceOf(PortException.OutcomeUnknown.class);
        here.discord.faults().clear();

        String sent = here.send(inDoubt(message));

        assertThat(seen()).extracting(SandboxMessage::id).containsExactly(sent);
    }

    @Test
    void another_process_that_sends_the_same_delivery_shows_nothing_new() throws Exception {
        OutboundMessage message = here.text("once");
        String sent = here.send(message);

        try (DiscordAdapter other = DiscordAdapter.connect(SandboxedAdapter.config(here.discord))) {
            ExternalRef again =
                    other.channel().send(message).toCompletableFuture().get(30, TimeUnit.SECONDS);

            assertThat(again.value()).isEqualTo(sent);
        }
        assertThat(seen()).hasSize(1);
    }

    @Test
    void a_lost_answer_is_found_when_discord_has_forgotten_the_nonce() throws Exception {
        here.send(here.text("once"));
        here.discord.faults().on(SEND).loseAnswer();
        OutboundMessage message = here.text("once");
        assertThat(here.failure(message)).isInstanceOf(PortException.OutcomeUnknown.class);
        here.discord.faults().clear();
        here.ahead.set(Duration.ofHours(1));

        String sent = here.send(inDoubt(message));

        assertThat(seen()).extracting(SandboxMessage::content).containsExactly("once", "once");
        assertThat(seen().get(1).id()).isEqualTo(sent);
    }

    @Test
    void another_process_tells_the_same_words_of_an_earlier_delivery_from_a_lost_one() throws Exception {
        OutboundMessage first = here.text("ok");
        OutboundMessage second = here.text("ok");
        ExternalRef known = new ExternalRef(here.send(first));
        here.ahead.set(Duration.ofHours(1));

        try (DiscordAdapter other = DiscordAdapter.connect(SandboxedAdapter.config(here.discord))) {
            String sent = other.channel()
                    .send(new OutboundMessage(second.delivery(), second.to(), second.message(), null, true, known))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .value();

            assertThat(sent).isNotEqualTo(known.value());
        }
        assertThat(seen()).hasSize(2);
    }

    @Test
    void an_earlier_attempt_is_found_however_much_the_customer_wrote_since() throws Exception {
        ExternalRef known = new ExternalRef(here.send(here.text("before")));
        OutboundMessage message = here.text("lost");
        String lost = here.send(message);
        IntStream.range(0, 230).forEach(i -> here.amy.sendDm("line " + i));
        here.ahead.set(Duration.ofHours(1));

        try (DiscordAdapter other = DiscordAdapter.connect(SandboxedAdapter.config(here.discord))) {
            String found = other.channel()
                    .send(new OutboundMessage(message.delivery(), message.to(), message.message(), null, true, known))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .value();

            assertThat(found).isEqualTo(lost);
        }
    }

    @Test
    void a_delivery_that_failed_in_the_middle_goes_on_there() throws Exception {
        String text = IntStream.range(0, 900).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        OutboundMessage message = here.text(text);
        here.discord.faults().on(SEND).delay(Duration.ofSeconds(1));
        CompletableFuture<ExternalRef> sending =
                here.adapter.channel().send(message).toCompletableFuture();
        here.amy.awaitDm(part -> part.content().startsWith("word0 "), SOON);
        here.amy.openDms(false);
        assertThatThrownBy(() -> sending.get(30, TimeUnit.SECONDS)).hasMessageContaining("50007");
        here.discord.faults().clear();
        here.amy.openDms(true);
        here.ahead.set(Duration.ofHours(1));

        here.send(message);

        assertThat(seen().stream()
                        .map(SandboxMessage::content)
                        .filter(content -> content.startsWith("word"))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(text);
    }

    @Test
    void typing_is_shown_once_in_a_while_and_only_to_whom_is_known() throws Exception {
        ShowsTyping typing = (ShowsTyping) here.adapter.channel();
        OutboundMessage message = here.text("hello");
        typing.showTyping(message.to());
        here.send(message);

        typing.showTyping(message.to());
        typing.showTyping(message.to());
        here.amy.awaitBotTyping(here.amy.dm(), SOON);
        here.send(here.text("there"));

        assertThat(here.discord.calls().count("POST /channels/{channel}/typing"))
                .isEqualTo(1);
    }
}
