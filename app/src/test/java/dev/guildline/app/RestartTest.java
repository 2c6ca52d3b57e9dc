package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A restart forgets nothing. */
class RestartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void a_talk_with_an_agent_goes_on_in_the_same_conversation(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.slash(deployment.channel("customer-support"), "helpme", Map.of());
            mia.reads("Hi Mia!");
            mia.writes("I want to talk to a person");
            mia.reads("You are being transferred");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");
            ada.says("Before the restart");
            mia.reads("Before the restart");

            deployment.restart();
            ada.says("After the restart");
            mia.reads("After the restart");
            mia.writes("I am still here");
            ada.reads("I am still here");

            assertThat(deployment.twilio().conversations()).hasSize(1);
            assertThat(mia.readInOrder().stream().filter(line -> line.endsWith("has joined the chat.")))
                    .hasSize(1);
            assertThat(mia.readInOrder()).endsWith("Before the restart", "After the restart");
        }
    }
}
