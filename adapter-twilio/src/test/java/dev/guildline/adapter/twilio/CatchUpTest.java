package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.conversations.v1.service.conversation.Message;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What no webhook told is found in Twilio's own history. */
class CatchUpTest {
    private static final String HOOK = "/forward-to-discord";

    private final FlexRig rig = new FlexRig(Routing.DIRECT);
    private final SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");

    @AfterEach
    void close() {
        rig.close();
    }

    private SandboxTask talk() {
        rig.customerSays("a person, please");
        SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
        rig.awaitStatus(ConversationStatus.WITH_AGENT);
        ada.say(task, "hello");
        rig.awaitShown("hello");
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);
        return task;
    }

    private static int found(CompletionStage<Integer> search) {
        return search.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** What the customer was shown of some texts. */
    private List<String> shown(List<String> texts) {
        return rig.shown().stream().filter(texts::contains).toList();
    }

    @Test
    void a_lost_webhook_is_made_good_by_the_sweep_once() {
        SandboxTask task = talk();
        rig.sandbox.faults().onHook("onMessageAdded").drop();
        ada.say(task, "lost");
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);
        assertThat(rig.shown()).doesNotContain("lost");

        assertThat(found(rig.webhooks.sweep())).isEqualTo(1);
        rig.awaitShown("lost");
        assertThat(found(rig.webhooks.sweep())).isZero();
        assertThat(found(rig.webhooks.sweep())).isZero();
        ada.say(task, "heard");
        rig.awaitShown("heard");

        assertThat(shown(List.of("hello", "lost", "heard"))).containsExactly("hello", "lost", "heard");
    }

    @Test
    void what_was_heard_so_long_ago_that_it_is_forgotten_is_known_by_its_name() {
        SandboxTask task = talk();
        rig.ahead.set(Duration.ofDays(40));
        rig.awaitTrue("its keys are gone", () -> {
            // Housekeeping begins a little after the start, whenever that was noticed.
            rig.ahead.updateAndGet(before -> before.plusMinutes(10));
            return rig.guildline
                    .conversations()
                    .recognisedSince()
                    .toCompletableFuture()
                    .join()
                    .isAfter(Instant.now());
        });
        rig.sandbox.faults().onHook("onMessageAdded").drop();
        ada.say(task, "lost");
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);

        try (TwilioContactCenter fresh = TwilioContactCenter.connect(rig.config)) {
            assertThat(found(new TwilioWebhooks(fresh, rig.guildline.conversations()).catchUp()))
                    .isEqualTo(1);
        }

        rig.awaitShown("lost");
        assertThat(shown(List.of("hello", "lost"))).containsExactly("hello", "lost");
    }

    @Test
    void what_a_lost_webhook_should_have_told_comes_before_what_was_said_later() {
        SandboxTask task = talk();
        rig.sandbox.faults().onHook("onMessageAdded").drop();
        ada.say(task, "lost");
        // The first look at the history fails too: what follows waits all the same.
        rig.sandbox.faults().on("GET", "/conversations/**").answer(503, 20503);
        ada.say(task, "heard");
        rig.awaitShown("heard");

        assertThat(shown(List.of("hello", "lost", "heard"))).containsExactly("hello", "lost", "heard");
    }

    @Test
    void the_last_words_are_told_before_the_end_even_if_their_webhook_is_lost() {
        SandboxTask task = talk();
        rig.sandbox.faults().onHook("onMessageAdded").drop();
        ada.say(task, "goodbye");
        ada.complete(task);
        rig.awaitStatus(ConversationStatus.CLOSED);

        rig.awaitShown("goodbye");
    }

    @Test
    void a_start_fetches_more_than_a_page_and_what_comes_live_meanwhile_waits_for_it() {
        SandboxTask task = talk();
        rig.server.unmount(HOOK);
        List<String> said = IntStream.range(0, 230).mapToObj(i -> "line " + i).toList();
        said.forEach(line -> ada.say(task, line));
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);
        rig.sandbox.faults().on("GET", "/conversations/**").times(2).delay(Duration.ofMillis(700));

        try (TwilioContactCenter fresh = TwilioContactCenter.connect(rig.config)) {
            TwilioWebhooks webhooks = new TwilioWebhooks(fresh, rig.guildline.conversations());
            CompletionStage<Integer> search = webhooks.catchUp();
            rig.server.mount(webhooks.endpoints().stream()
                    .filter(endpoint -> endpoint.path().equals(HOOK))
                    .toList());
            ada.say(task, "live");

            // The live one may be found by either.
            assertThat(found(search)).isBetween(230, 231);
            rig.awaitShown("live");
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            List<String> all = Stream.concat(said.stream(), Stream.of("live")).toList();
            assertThat(shown(all)).containsExactlyElementsOf(all);
            assertThat(found(webhooks.sweep())).isZero();
        }
    }

    @Test
    void what_was_told_before_is_not_told_again_by_a_new_start() {
        SandboxTask task = talk();
        ada.say(task, "again?");
        rig.awaitShown("again?");
        List<String> before = rig.shown();

        try (TwilioContactCenter fresh = TwilioContactCenter.connect(rig.config)) {
            assertThat(found(new TwilioWebhooks(fresh, rig.guildline.conversations()).catchUp()))
                    .isZero();
        }
        assertThat(rig.shown()).isEqualTo(before);
    }

    @Test
    void a_conversation_that_was_closed_meanwhile_ends_after_its_last_words() {
        SandboxTask task = talk();
        rig.server.unmount(HOOK);
        ada.say(task, "goodbye");
        ada.complete(task);
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);

        assertThat(found(rig.webhooks.catchUp())).isEqualTo(1);

        rig.awaitShown("goodbye");
        rig.awaitStatus(ConversationStatus.CLOSED);
    }

    @Test
    void an_agent_nobody_told_of_comes_in_with_their_first_words() {
        rig.customerSays("a person, please");
        rig.server.unmount(HOOK);
        rig.server.unmount("/twilio/events");
        SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
        ada.say(task, "anybody there?");
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);

        assertThat(found(rig.webhooks.catchUp())).isEqualTo(1);

        rig.awaitShown("anybody there?");
        rig.awaitStatus(ConversationStatus.WITH_AGENT);
        assertThat(rig.shown()).anyMatch(text -> text.contains("Ada Lovelace"));
    }

    @Test
    void a_note_that_another_system_posted_stays_internal() {
        talk();
        try (TwilioCalls calls = new TwilioCalls(rig.config)) {
            Message.creator(
                            rig.center.discovery().sids().join().chatService(),
                            rig.far().sid())
                    .setAuthor("crm")
                    .setBody("a difficult one")
                    .create(calls.client());
        }

        assertThat(found(rig.webhooks.sweep())).isZero();
        assertThat(rig.shown()).noneMatch(text -> text.contains("difficult"));
    }

    @Test
    void failures_are_tried_again() {
        SandboxTask task = talk();
        rig.sandbox.faults().onHook("onMessageAdded").drop();
        ada.say(task, "lost");
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);
        rig.sandbox.faults().on("GET", "/conversations/**").answer(503, 20503);

        assertThat(found(rig.webhooks.catchUp())).isEqualTo(1);
        rig.awaitShown("lost");
    }
}
