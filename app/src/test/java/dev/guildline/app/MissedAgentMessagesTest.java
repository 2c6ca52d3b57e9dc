package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.ConversationStatus;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What agents do while no Guildline runs is made good at the next start. */
class MissedAgentMessagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void words_and_ends_are_fetched_at_the_next_start(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            AgentSide withMia = talk(deployment, mia);
            Player ben = deployment.player("ben", "Ben", "en-US");
            AgentSide withBen = talk(deployment, ben);

            deployment.stopGuildline();
            withMia.says("one");
            withMia.says("two");
            withMia.says("three");
            withBen.says("goodbye");
            withBen.completes();
            deployment.startGuildline();

            mia.reads("three");
            ben.reads("goodbye");
            Waiting.until(
                    "the completed conversation is closed",
                    () -> deployment
                                    .guildline()
                                    .conversations()
                                    .list(Set.of(ConversationStatus.CLOSED), 10)
                                    .toCompletableFuture()
                                    .join()
                                    .size()
                            == 1);
            withMia.says("four");
            mia.reads("four");
            assertThat(mia.readInOrder()).endsWith("Hello", "one", "two", "three", "four");
            assertThat(ben.readInOrder().stream().filter("goodbye"::equals)).hasSize(1);
        }
    }

    /** Ada has both talks. */
    private static AgentSide talk(Deployment deployment, Player player) {
        AgentSide agent = deployment.agent("ada", "Ada Lovelace");
        player.writes("I want to talk to a person");
        player.reads("You are being transferred");
        agent.accepts(player);
        player.reads("Ada Lovelace has joined the chat.");
        agent.says("Hello");
        player.reads("Hello");
        return agent;
    }
}
