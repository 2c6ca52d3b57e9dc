package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.twilio.ConversationView;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said while no Guildline is running is not lost. */
class MissedMessagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void agents_read_what_a_customer_wrote_meanwhile_once_and_in_order(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.writes("I want to talk to a person");
            mia.reads("You are being transferred");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");
            mia.writes("Before the stop");
            ada.reads("Before the stop");

            deployment.stopGuildline();
            mia.writes("Nobody hears this");
            mia.writes("Nor this");
            mia.writes("Nor that");
            deployment.startGuildline();
            ada.reads("Nor that");
            mia.writes("Back again");
            ada.reads("Back again");

            assertThat(deployment.twilio().conversations())
                    .singleElement()
                    .satisfies(conversation -> assertThat(bodies(conversation))
                            .containsOnlyOnce("I want to talk to a person")
                            .endsWith("Before the stop", "Nobody hears this", "Nor this", "Nor that", "Back again"));
        }
    }

    private static List<String> bodies(ConversationView conversation) {
        return conversation.messages().stream()
                .map(message -> Objects.requireNonNullElse(message.body(), ""))
                .toList();
    }
}
