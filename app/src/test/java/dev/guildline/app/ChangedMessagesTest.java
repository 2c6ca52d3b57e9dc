package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.discord.SandboxMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Edits and deletions in both directions, from Discord to the agents and back. */
class ChangedMessagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Routing.class)
    void whoever_changes_what_they_said_the_other_side_knows(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            SandboxMessage wish = mia.writes("I want to talk to a live agent about order 17");
            mia.reads("You are being transferred to a live agent.");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");

            mia.user().editMessage(wish.id(), "I want to talk to a live agent about order 71");
            ada.seesChange("about order 17", "I want to talk to a live agent about order 71");
            SandboxMessage secret = mia.writes("my password is swordfish");
            mia.user().deleteMessage(secret.id());
            ada.seesChange("my password is swordfish", "");

            String steps = steps("Step");
            ada.says(steps);
            mia.reads("Step 0");
            ada.says("That was for somebody else.");
            mia.reads("That was for somebody else.");
            ada.corrects(steps, steps("Stage"));
            ada.takesBack("That was for somebody else.");
            ada.says("Is there anything else?");

            mia.reads("Is there anything else?");
            // Each webhook is a call of its own, and what is said next may overtake a change of what was said before.
            mia.user()
                    .awaitMessages(
                            mia.user().dm(),
                            seen -> seen.stream()
                                    .noneMatch(m -> m.content().startsWith("Step")
                                            || m.content().contains("somebody else")),
                            Player.PATIENCE);
            List<String> shown = mia.user().messages().stream()
                    .filter(SandboxMessage::fromBot)
                    .map(SandboxMessage::content)
                    .toList();
            assertThat(String.join(" ", shown))
                    .contains("Stage 0", "Stage 399")
                    .doesNotContain("Step", "somebody else");
            assertThat(mia.user().messages())
                    .filteredOn(m -> m.content().startsWith("Stage"))
                    .isNotEmpty()
                    .allMatch(SandboxMessage::edited);
        }
    }

    /** More than one message of Discord holds. */
    private static String steps(String word) {
        return IntStream.range(0, 400).mapToObj(i -> word + " " + i).collect(Collectors.joining(", "));
    }
}
