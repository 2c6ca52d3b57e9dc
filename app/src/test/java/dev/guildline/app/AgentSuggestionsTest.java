package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.twilio.ConversationView;
import dev.guildline.sandbox.twilio.MessageView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Articles for the agent, as a note in the Twilio conversation. */
class AgentSuggestionsTest {
    private static final String NOTE = "📚 These articles may help:";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void a_note_for_one_more_call_that_the_customer_never_sees(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder, Map.of("AGENT_SUGGESTIONS", "on"))) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.writes("I want to talk to a person");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            mia.reads("You are being transferred");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");
            ada.says("Hello");
            mia.reads("Hello");
            deployment.twilio().awaitQuiet(Player.PATIENCE);
            deployment.twilio().calls().clear();

            mia.writes("I forgot my password");
            deployment.agentsWillSee(NOTE);
            mia.writes("thanks");
            ada.reads("thanks");
            Waiting.until(
                    "all calls are written down",
                    () -> deployment.twilio().calls().count() >= 3);
            deployment.twilio().awaitQuiet(Player.PATIENCE);
            assertThat(deployment.twilio().calls().all()).hasSize(3);
            ada.says("You are welcome");
            mia.reads("You are welcome");
            assertThat(mia.readInOrder()).noneMatch(line -> line.contains("articles may help"));
            ConversationView conversation = deployment.twilio().conversations().get(0);
            List<MessageView> talk = conversation.messages();
            assertThat(talk).extracting(MessageView::body).containsSubsequence("I forgot my password", "thanks");
            MessageView note = talk.stream()
                    .filter(message -> String.valueOf(message.body()).startsWith(NOTE))
                    .findFirst()
                    .orElseThrow();
            assertThat(note.kind()).isNotIn(MessageView.Kind.CUSTOMER, MessageView.Kind.AGENT);
            assertThat(note.body())
                    .contains("• Reset your password – https://example.com/skylarks/help/reset-password");
            assertThat(note.body().lines().filter(line -> line.startsWith("• ")))
                    .hasSizeBetween(1, 3);
        }
    }
}
