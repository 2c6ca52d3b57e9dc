package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RelayThroughFlexTest {
    @ParameterizedTest
    @EnumSource
    void a_whole_talk_goes_through_flex(Routing routing) {
        try (FlexRig rig = new FlexRig(routing)) {
            SandboxAgent ada = rig.sandbox.agent("ada@example.com", "Ada Lovelace");

            rig.customerSays("null");
            rig.awaitShown("you said null");
            rig.customerSays("I want a person");
            rig.awaitStatus(ConversationStatus.WAITING_FOR_AGENT);
            SandboxTask task = ada.accept(ada.awaitOffer(FlexRig.LIMIT));
            rig.awaitShown("Ada Lovelace");
            rig.awaitStatus(ConversationStatus.WITH_AGENT);

            assertThat(task.from()).isEqualTo("Zo\u00eb \"Z\" O'Neil");
            assertThat(task.attribute("sourceChannel")).isEqualTo("fake");
            assertThat(task.attribute("sessionId"))
                    .isEqualTo(rig.conversation().id().value());
            assertThat(task.attribute("caseNumber"))
                    .isEqualTo(rig.conversation().caseNumber().orElseThrow().toString());
            assertThat(rig.farTexts()).startsWith("fake_4711: null");
            assertThat(rig.farTexts()).anyMatch(text -> text.startsWith("guildline-virtual-agent: you said null"));

            ada.say(task, "hello from Ada");
            rig.awaitShown("hello from Ada");
            rig.customerSays("hello Ada");
            rig.awaitTrue("the agent reads it", () -> rig.farTexts().contains("fake_4711: hello Ada"));
            ada.complete(task);
            rig.awaitStatus(ConversationStatus.CLOSED);
            rig.sandbox.awaitQuiet(FlexRig.LIMIT);

            assertThat(ada.tasks()).hasSize(1);
            assertThat(rig.shown().stream().filter(text -> text.contains("Ada Lovelace")))
                    .hasSize(1);
        }
    }
}
