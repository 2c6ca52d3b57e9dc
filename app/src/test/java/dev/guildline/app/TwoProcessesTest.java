package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL: Twilio calls the second one, the first one talks to Discord, until it ends. */
class TwoProcessesTest {
    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @Test
    void a_talk_goes_on_when_the_one_that_talks_to_discord_ends() {
        int portOfSecond = Deployment.freePort();
        Map<String, String> shared = Map.of(
                "DATABASE_URL",
                "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres",
                "DATABASE_USER",
                "postgres",
                "DATABASE_PASSWORD",
                "postgres",
                "PUBLIC_URL",
                "http://127.0.0.1:" + portOfSecond);
        try (Deployment deployment = Deployment.start(Routing.DIRECT, folder, shared);
                Wiring second = deployment.startAnother(portOfSecond)) {
            assertThat(second.guildline().operations().health().detail()).startsWith("standing by");
            Player mia = deployment.player("mia", "Mia", "en-US");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            mia.writes("I want to talk to a person");
            mia.reads("You are being transferred");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");
            ada.says("Hello");
            mia.reads("Hello");
            mia.writes("my game crashes");
            ada.reads("my game crashes");

            deployment.stopGuildline();
            ada.says("Since when?");
            mia.reads("Since when?");
            mia.writes("since yesterday");
            ada.reads("since yesterday");

            assertThat(second.guildline().operations().health().detail()).endsWith("under way");
            assertThat(mia.readInOrder())
                    .containsSubsequence("Hello", "Since when?")
                    .doesNotHaveDuplicates();
        }
    }
}
