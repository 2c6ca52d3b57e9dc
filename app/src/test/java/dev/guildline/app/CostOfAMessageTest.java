package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a relayed message costs once a talk is under way: one call to Twilio in, one to Discord out. */
class CostOfAMessageTest {
    private static final int MESSAGES = 10;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void one_call_in_and_one_call_out(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.writes("I want to talk to a person");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            mia.reads("You are being transferred");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");
            ada.says("Hello");
            mia.reads("Hello");
            Waiting.until(
                    "the last call before is written down",
                    () -> deployment.discord().calls().all().stream()
                            .anyMatch(call -> call.body().contains("Hello")));
            deployment.twilio().awaitQuiet(Player.PATIENCE);
            deployment.twilio().calls().clear();
            deployment.discord().calls().clear();

            for (int i = 0; i < MESSAGES; i++) {
                mia.writes("in " + i);
                ada.reads("in " + i);
            }
            Waiting.until(
                    "all calls are written down",
                    () -> deployment.twilio().calls().count() >= MESSAGES);
            deployment.twilio().awaitQuiet(Player.PATIENCE);
            assertThat(deployment.twilio().calls().all()).hasSize(MESSAGES);
            assertThat(deployment.discord().calls().all()).isEmpty();

            deployment.twilio().calls().clear();
            for (int i = 0; i < MESSAGES; i++) {
                ada.says("out " + i);
                mia.reads("out " + i);
            }
            Waiting.until(
                    "all calls are written down",
                    () -> deployment.discord().calls().all().size() >= MESSAGES);
            assertThat(deployment.twilio().calls().all()).isEmpty();
            assertThat(deployment.discord().calls().all()).hasSize(MESSAGES);
        }
    }
}
