package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A customer who takes no direct messages is helped in a private thread, and the agent knows. */
class ClosedDirectMessagesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Routing.class)
    void the_whole_talk_goes_on_in_a_private_thread(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.user().openDms(false);
            SandboxChannel support = deployment.channel("customer-support");

            SandboxMessage reply = mia.slash(support, "helpme", Map.of());

            SandboxChannel thread = support.threads().get(0);
            assertThat(reply.content()).startsWith("Hi " + mia.mention()).contains("<#" + thread.id() + ">");
            reads(mia, thread, "Hi Mia!");
            String toBot = "<@" + deployment.discord().botId() + "> ";
            mia.user().send(thread, toBot + "I want to talk to a live agent");
            reads(mia, thread, "You are being transferred");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            ada.accepts(mia);
            reads(mia, thread, "Ada Lovelace has joined the chat.");
            ada.says("I am here");
            reads(mia, thread, "I am here");

            if (routing.hasTwilio()) {
                // The desk of the other routing is part of the process.
                deployment.restart();
            }
            mia.user().send(thread, toBot + "and so am I");
            ada.reads("and so am I");
            ada.says("good to hear");
            reads(mia, thread, "good to hear");

            mia.user().openDms(true);
            mia.writes("my direct messages are open now");
            ada.reads("my direct messages are open now");
            ada.says("then we go on here");
            mia.reads("then we go on here");

            assertThat(conversations(deployment)).hasSize(1);
            assertThat(support.messages()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "DIRECT"})
    void the_agent_is_told_what_does_not_arrive_and_when_it_does_after_all(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.writes("I want to talk to a live agent");
            mia.reads("You are being transferred");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");

            mia.user().openDms(false);
            ada.says("one");
            ada.says("two");
            deployment.agentsWillSee("Your last message could not be delivered to the customer");
            mia.slash(deployment.channel("customer-support"), "helpme", Map.of());
            SandboxChannel thread =
                    deployment.channel("customer-support").threads().get(0);
            reads(mia, thread, "two");
            deployment.agentsWillSee("A message of yours that could not be delivered before has reached");

            assertThat(thread.messages())
                    .extracting(SandboxMessage::content)
                    .filteredOn(List.of("one", "two")::contains)
                    .containsExactly("one", "two");
        }
    }

    private static void reads(Player player, SandboxChannel channel, String beginning) {
        player.user().awaitMessage(channel, m -> m.fromBot() && m.content().startsWith(beginning), Player.PATIENCE);
    }

    private static List<Conversation> conversations(Deployment deployment) {
        return deployment
                .guildline()
                .conversations()
                .list(EnumSet.allOf(ConversationStatus.class), 10)
                .toCompletableFuture()
                .join();
    }
}
