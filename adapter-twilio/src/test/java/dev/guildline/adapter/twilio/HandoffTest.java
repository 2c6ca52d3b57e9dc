package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandoffTest {
    /** A handoff that the flow did not ask about: by button, by staff. */
    private static void handOff(FlexRig rig) {
        rig.guildline
                .conversations()
                .handOff(ConversationKey.of(rig.conversation().id()), HandoffReason.REQUESTED_BY_STAFF)
                .toCompletableFuture()
                .join();
    }

    @ParameterizedTest
    @EnumSource
    void a_handoff_by_button_makes_one_task(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("hello");
            rig.awaitShown("you said hello");

            handOff(rig);
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            assertThat(task.attribute("handoffReason")).isEqualTo("requested_by_staff");
            assertThat(ada.tasks()).hasSize(1);
        }
    }

    @Test
    void a_flow_that_asked_sends_to_flex_itself_and_is_not_woken_again() {
        try (FlexRig rig = new FlexRig(Routing.STUDIO)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");

            rig.customerSays("a person, please");
            ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            assertThat(rig.farTexts()).noneMatch(text -> text.contains("A live agent was asked for"));
            assertThat(rig.far().attributes()).contains("\"handoff\":\"no\"");
            assertThat(ada.tasks()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void when_nobody_comes_the_virtual_agent_goes_on_and_can_be_left_again(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            rig.customerSays("hello");
            rig.awaitShown("you said hello");
            handOff(rig);
            rig.awaitTrue(
                    "the task is known",
                    () -> rig.conversation()
                            .contactLink()
                            .flatMap(link -> LinkDetails.of(link, LinkDetails.TASK))
                            .isPresent());

            rig.cancelTask();
            rig.awaitStatus(ConversationStatus.WITH_VIRTUAL_AGENT);
            rig.customerSays("still there?");
            rig.awaitShown("you said still there?");
            assertThat(rig.far().attributes()).contains("\"handoff\":\"no\"");

            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            handOff(rig);
            ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            assertThat(ada.tasks()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_second_handoff_in_plain_words_reaches_an_agent_too(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            rig.customerSays("a person, please");
            rig.awaitTrue(
                    "the task is known",
                    () -> rig.conversation()
                            .contactLink()
                            .flatMap(link -> LinkDetails.of(link, LinkDetails.TASK))
                            .isPresent());
            rig.cancelTask();
            rig.awaitStatus(ConversationStatus.WITH_VIRTUAL_AGENT);

            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("I still want a person");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);

            assertThat(task.attribute("sessionId"))
                    .isEqualTo(rig.conversation().id().value());
            assertThat(ada.tasks()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_transfer_tells_who_speaks_now(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask first = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            SandboxAgent grace = rig.sandbox.agent("grace@example.com", "Grace Hopper");

            ada.transferTo(first, grace);
            SandboxTask second = grace.accept(grace.awaitOffer(FlexRig.LIMIT));
            rig.awaitShown("Grace Hopper");
            rig.awaitTrue(
                    "Grace speaks",
                    () -> rig.conversation().state() instanceof ConversationState.WithAgent with
                            && with.agent().displayName().equals("Grace Hopper"));
            grace.say(second, "now it is me");
            rig.awaitShown("now it is me");
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_end_from_our_side_ends_the_task_and_the_conversation(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);

            rig.guildline
                    .conversations()
                    .close(ConversationKey.of(rig.conversation().id()), CloseReason.CUSTOMER_ENDED)
                    .toCompletableFuture()
                    .join();
            ada.awaitTask("wrap-up", task -> task.status() == SandboxTask.Status.WRAPPING, FlexRig.LIMIT);
            rig.awaitTrue("closed there too", () -> rig.far().state().equals("closed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_end_without_any_agent_closes_the_conversation(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            rig.customerSays("hello");
            rig.awaitShown("you said hello");

            rig.guildline
                    .conversations()
                    .close(ConversationKey.of(rig.conversation().id()), CloseReason.CUSTOMER_ENDED)
                    .toCompletableFuture()
                    .join();
            rig.awaitTrue("closed there too", () -> rig.far().state().equals("closed"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_agent_who_completes_ends_the_talk_without_a_word_of_waiting(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            rig.sandbox.faults().onHook("onConversationStateUpdated").delay(Duration.ofMillis(500));

            ada.complete(task);
            rig.awaitStatus(ConversationStatus.CLOSED);
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            assertThat(rig.conversation().state())
                    .isInstanceOfSatisfying(
                            ConversationState.Closed.class,
                            closed -> assertThat(closed.reason()).isEqualTo(CloseReason.AGENT_ENDED));
        }
    }
}
