package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.sandbox.twilio.RestCall;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/twilio.md} says each thing costs. */
class CallCostTest {
    @ParameterizedTest
    @EnumSource
    void a_relayed_message_costs_one_call_in_and_none_out(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");
            rig.customerSays("a person, please");
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitStatus(ConversationStatus.WITH_AGENT);
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);
            rig.awaitTrue(
                    "notices are mirrored",
                    () -> rig.guildline.operations().health().ready());
            int runs = webhooks(rig, "onMessageAdded");
            rig.sandbox.calls().clear();

            for (int i = 0; i < 5; i++) {
                String words = "question " + i;
                rig.customerSays(words);
                rig.awaitTrue("the agent reads it", () -> rig.farTexts().contains("fake_4711: " + words));
                ada.say(task, "answer " + i);
                rig.awaitShown("answer " + i);
            }
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            assertThat(rig.sandbox.calls().all())
                    .extracting(RestCall::method, call -> call.route().replaceAll(".*/", ""))
                    .hasSize(5)
                    .allMatch(call -> call.toString().equals("(\"POST\", \"Messages\")"));
            assertThat(webhooks(rig, "onMessageAdded"))
                    .as("only the agent's own messages come back")
                    .isEqualTo(runs + 5);
        }
    }

    @Test
    void a_conversation_costs_four_calls_to_open_and_five_with_studio() {
        try (FlexRig studio = new FlexRig(Routing.STUDIO);
                FlexRig direct = new FlexRig(Routing.DIRECT)) {
            assertThat(callsToOpen(studio)).isEqualTo(5);
            assertThat(callsToOpen(direct)).isEqualTo(4);
        }
    }

    private static long callsToOpen(FlexRig rig) {
        rig.customerSays("hello");
        rig.awaitTrue("both are mirrored", () -> rig.far().messages().size() == 2);
        rig.sandbox.awaitQuiet(FlexRig.LIMIT);
        return rig.sandbox
                .calls()
                .count(call ->
                        call.product().equals("conversations") && !call.route().endsWith("/Messages"));
    }

    private static int webhooks(FlexRig rig, String event) {
        return (int) rig.sandbox.webhookDeliveries().stream()
                .filter(delivery -> delivery.event().equals(event))
                .count();
    }
}
