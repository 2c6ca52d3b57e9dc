package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.contactcenter.ContactEntry;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twilio at its worst, with the real SDK on our side. */
class FaultsTest {
    private static final String MESSAGES = "/conversations/v1/Services/*/Conversations/*/Messages";

    @Test
    void lost_answers_errors_and_limits_lose_nothing_double_nothing_and_keep_the_order() {
        long seed = System.nanoTime();
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            rig.sandbox.faults().on("POST", MESSAGES).withProbability(0.2, seed).loseAnswer();
            rig.sandbox
                    .faults()
                    .on("POST", MESSAGES)
                    .withProbability(0.2, seed + 1)
                    .answer(503, 20503);
            rig.sandbox
                    .faults()
                    .on("POST", MESSAGES)
                    .withProbability(0.2, seed + 2)
                    .tooManyRequests(Duration.ZERO);
            rig.sandbox
                    .faults()
                    .on("GET", MESSAGES)
                    .withProbability(0.2, seed + 3)
                    .answer(500, 20500);
            rig.sandbox.faults().on("POST", "/conversations/**").times(6).loseAnswer();

            List<String> said =
                    IntStream.range(0, 20).mapToObj(i -> "line " + i).toList();
            said.forEach(rig::customerSays);
            rig.awaitTrue("seed " + seed + ": all is mirrored", () -> ours(rig).size() >= said.size());

            assertThat(ours(rig)).as("seed " + seed).containsExactlyElementsOf(said);
            assertThat(rig.sandbox.conversations()).as("seed " + seed).hasSize(1);
        }
    }

    @Test
    void an_earlier_attempt_is_found_however_much_the_agent_wrote_since() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            Conversation conversation = rig.conversation();
            Message message = new Message(
                    new MessageId(conversation.id(), 1_000),
                    Author.CUSTOMER,
                    new MessageBody.Text("once"),
                    List.of(),
                    null,
                    Instant.now());
            ContactLink link = conversation.contactLink().orElseThrow();
            ContactEntry entry =
                    new ContactEntry(new DeliveryId(1_000), conversation.customer(), message, false, false);
            ExternalRef first =
                    rig.center.post(link, entry).toCompletableFuture().join();
            IntStream.range(0, 120).forEach(i -> ada.say(task, "line " + i));

            ExternalRef again = rig.center
                    .post(link, new ContactEntry(entry.delivery(), entry.customer(), entry.message(), false, true))
                    .toCompletableFuture()
                    .join();

            assertThat(again).isEqualTo(first);
        }
    }

    private static List<String> ours(FlexRig rig) {
        return rig.far().messages().stream()
                .filter(message -> message.author().equals("fake_4711"))
                .map(message -> message.body())
                .toList();
    }

    @Test
    void opening_survives_a_failure_at_every_step() {
        for (int step = 0; step < 5; step++) {
            try (FlexRig rig = new FlexRig(Routing.STUDIO)) {
                for (int before = 0; before < step; before++) {
                    rig.sandbox.faults().on("POST", "/conversations/**").delay(Duration.ZERO);
                }
                rig.sandbox.faults().on("POST", "/conversations/**").loseAnswer();

                rig.customerSays("hello");
                rig.awaitShown("you said hello");

                assertThat(rig.sandbox.conversations()).as("step " + step).hasSize(1);
                assertThat(rig.far().webhooks()).as("step " + step).isEqualTo(2);
                assertThat(rig.far().participants()).as("step " + step).containsExactly("fake_4711");
            }
        }
    }

    @Test
    void agents_messages_that_come_twice_or_in_the_wrong_order_are_shown_once_and_in_order() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);
            rig.sandbox.faults().onHook("onMessageAdded").delay(Duration.ofMillis(150));
            rig.sandbox.faults().onHook("onMessageAdded").duplicate();

            ada.say(task, "one");
            ada.say(task, "two");
            ada.say(task, "three");
            rig.awaitShown("three");
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            assertThat(rig.shown().stream().filter(text -> text.matches("one|two|three")))
                    .containsExactly("one", "two", "three");
        }
    }

    @Test
    void a_lost_word_of_the_agents_coming_is_made_good_by_their_first_message() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.sandbox.faults().onHook("onParticipantAdded").drop();
            rig.sandbox.faults().onHook("reservation.accepted").drop();
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));

            ada.say(task, "here I am");
            rig.awaitShown("here I am");

            assertThat(rig.shown()).anyMatch(text -> text.contains("Ada Lovelace"));
            assertThat(rig.conversation().status()).isEqualTo(ConversationStatus.WITH_AGENT);
        }
    }

    @Test
    void a_flow_whose_answer_is_lost_is_woken_again() {
        try (FlexRig rig = new FlexRig(Routing.STUDIO)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("hello");
            rig.awaitShown("you said hello");
            rig.sandbox.faults().failInteractions(1);

            rig.customerSays("a person, please");
            rig.awaitShown("person");
            rig.awaitTrue(
                    "offered or told that nobody came",
                    () -> !ada.tasks().isEmpty()
                            || rig.conversation().status() == ConversationStatus.WITH_VIRTUAL_AGENT);
        }
    }

    @Test
    void a_flow_that_does_not_ask_does_not_keep_the_customer_waiting() {
        try (FlexRig rig = new FlexRig(Routing.STUDIO)) {
            rig.server.unmount("/chatbot-to-discord");

            rig.customerSays("hello");
            rig.awaitShown("you said hello");
        }
    }

    @Test
    void a_conversation_that_twilio_closes_for_silence_ends_as_idle() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            rig.customerSays("hello");
            rig.awaitTrue("mirrored", () -> rig.far().messages().size() == 2);

            rig.deliver(
                    "/forward-to-discord",
                    SignedCalls.fields(
                            "EventType", "onConversationStateUpdated",
                            "ConversationSid", rig.far().sid(),
                            "StateFrom", "active",
                            "StateTo", "closed",
                            "Reason", "TIMER"));

            assertThat(rig.conversation().state())
                    .isInstanceOfSatisfying(
                            ConversationState.Closed.class,
                            closed -> assertThat(closed.reason()).isEqualTo(CloseReason.IDLE));
        }
    }

    @Test
    void files_go_both_ways() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);

            rig.channel.offers("crash.log", "it crashed");
            rig.customerSends("", List.of(crashLog()));
            rig.awaitTrue("the agent sees the file", () -> media(rig).equals(List.of("crash.log")));
            ada.sendFile(task, "fix.txt", "text/plain", "restart".getBytes(StandardCharsets.UTF_8));
            rig.awaitTrue("the customer gets the file", () -> !files(rig).isEmpty());

            CarriedFile file = files(rig).get(0);
            assertThat(file.name()).isEqualTo("fix.txt");
            assertThat(file.contentType()).isEqualTo("text/plain");
            assertThat(content(file)).isEqualTo("restart");
            String sid = rig.far().messages().stream()
                    .filter(message -> message.media() != null)
                    .findFirst()
                    .orElseThrow()
                    .media()
                    .sid();
            assertThat(new String(rig.sandbox.mediaContent(sid).orElseThrow(), StandardCharsets.UTF_8))
                    .isEqualTo("it crashed");
        }
    }

    @Test
    void lost_answers_double_neither_the_text_nor_the_files() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            rig.customerSays("before");
            rig.awaitTrue("the first words are there", () -> rig.farTexts().size() > 1);
            rig.channel.offers("crash.log", "it crashed");
            rig.sandbox.faults().on("POST", MESSAGES).times(3).loseAnswer();

            rig.customerSends("two files", List.of(crashLog(), crashLog()));
            rig.customerSays("after");
            rig.awaitTrue("all is there", () -> rig.farTexts().stream().anyMatch(text -> text.endsWith(": after")));

            assertThat(rig.farTexts())
                    .filteredOn(text -> text.endsWith(": two files"))
                    .hasSize(1);
            assertThat(media(rig)).containsExactly("crash.log", "crash.log");
        }
    }

    private static Attachment crashLog() {
        return new Attachment("crash.log", "text/plain", 3, URI.create("https://cdn.example.com/crash.log"));
    }

    private static List<String> media(FlexRig rig) {
        return rig.far().messages().stream()
                .filter(message -> message.media() != null)
                .filter(message -> !message.author().contains("ada"))
                .map(message -> message.media().filename())
                .toList();
    }

    private static List<CarriedFile> files(FlexRig rig) {
        return rig.channel.shown().stream()
                .flatMap(shown -> shown.files().stream())
                .toList();
    }

    private static String content(CarriedFile file) {
        try (InputStream content = file.content().get()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_file_that_cannot_be_fetched_is_named() {
        try (FlexRig rig = new FlexRig(Routing.DIRECT)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            rig.sandbox.faults().on("GET", "/mcs/**").answer(404, 20404);

            ada.sendFile(task, "fix.txt", "text/plain", "restart".getBytes(StandardCharsets.UTF_8));
            rig.awaitShown("fix.txt");
        }
    }

    @Test
    void a_call_about_an_unknown_conversation_is_refused_without_effect() {
        try (FlexRig rig = new FlexRig(Routing.STUDIO)) {
            String unknown = TestSettings.sid("CH", 99);
            int forward = rig.deliver(
                    "/forward-to-discord",
                    SignedCalls.fields(
                            "EventType", "onMessageAdded",
                            "Source", "SDK",
                            "Author", "ada",
                            "Body", "hello",
                            "Index", "0",
                            "ConversationSid", unknown,
                            "MessageSid", TestSettings.sid("IM", 1)));
            int chatbot = rig.deliver(
                    "/chatbot-to-discord",
                    SignedCalls.fields("ConversationSid", unknown, "MessageSid", TestSettings.sid("IM", 1)));

            assertThat(forward).isEqualTo(400);
            assertThat(chatbot).isEqualTo(400);
            assertThat(rig.channel.shown()).isEmpty();
            assertThat(rig.sandbox
                            .calls()
                            .count(call -> !call.path().contains("Configuration")
                                    && !call.path().contains("Flows")))
                    .isZero();
        }
    }
}
