package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.twilio.ConversationView;
import dev.guildline.sandbox.twilio.MessageView.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole private talk, through real JDA, real twilio-java and real HTTP, against the sandbox. */
class WholeTalkTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Routing.class)
    void from_the_command_to_the_closed_case(Routing routing) {
        try (Deployment deployment = Deployment.start(routing, folder)) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            SandboxChannel support = deployment.channel("customer-support");

            SandboxMessage answer = mia.slash(support, "helpme", Map.of());
            assertThat(answer.content()).isEqualTo("Hi " + mia.mention() + ", we just sent you a DM");
            assertThat(answer.mentions()).containsExactly(mia.id());
            assertThat(answer.ephemeral()).isFalse();
            mia.reads("Hi Mia! How can we help you today?");

            mia.writes("I cannot get into my account on my new phone");
            SandboxMessage suggestions = mia.reads("Does one of these help?");
            assertThat(suggestions.buttons()).hasSize(6);
            String article = suggestions.buttons().get(0).label();
            mia.clicks(suggestions, article);
            SandboxMessage card = mia.reads("Suggested article: ");
            assertThat(card.repliesTo()).isEqualTo(suggestions.id());
            assertThat(card.embeds()).singleElement().satisfies(embed -> {
                assertThat(embed.title()).isEqualTo(article);
                assertThat(embed.description()).isNotBlank();
                assertThat(embed.url()).startsWith("https://example.com/");
            });

            deployment.agentsWillSee("Suggested article: ");
            mia.writes("that was helpful but I want to talk to a live agent");
            mia.reads("I have opened case HELP-");
            mia.reads("You are being transferred to a live agent.");
            AgentSide ada = deployment.agent("ada", "Ada Lovelace");
            ada.accepts(mia);
            mia.reads("Ada Lovelace has joined the chat.");
            ada.says("Hello Mia, I have just sent you a new link.");
            mia.reads("Hello Mia, I have just sent you a new link.");
            mia.writes("It works, thank you!");
            ada.reads("It works, thank you!");
            ada.completes();

            mia.reads("This chat is closed.");
            SandboxMessage rating = mia.reads("How did we do?");
            SandboxMessage question = mia.reads("Can case HELP-");
            mia.clicks(rating, "5");
            mia.reads("Thank you for your rating!");
            mia.clicks(question, "CLOSE");
            mia.reads("Case HELP-");

            assertThat(mia.readInOrder())
                    .extracting(line -> line.replaceFirst("HELP-\\d+", "HELP-n"))
                    .containsExactly(
                            "Hi Mia! How can we help you today? Just write what it is about.",
                            "Does one of these help?",
                            "Suggested article: " + article,
                            "I have opened case HELP-n for you.",
                            "You are being transferred to a live agent. You can go on writing here; everything you"
                                    + " write reaches them.",
                            "Ada Lovelace has joined the chat.",
                            "Hello Mia, I have just sent you a new link.",
                            "This chat is closed. Write to me again at any time to start a new one.",
                            "How did we do? 1 is bad, 5 is great.",
                            "Can case HELP-n be closed, or does it need more attention?",
                            "Thank you for your rating!",
                            "Case HELP-n is now closed.");
            if (routing.hasTwilio()) {
                agentSawTheWholeTalk(deployment, article);
            }
            SandboxMessage bug = mia.slash(deployment.channel("bug-report"), "bug", Map.of("text", "Sails vanish"));
            assertThat(bug.content()).contains(mia.mention()).containsPattern("BUG-\\d+");
            assertThat(bug.embeds()).extracting(embed -> embed.title()).containsExactly("Known issues");
            SandboxMessage wish = mia.slash(
                    deployment.channel("feature-requests"), "new_feature", Map.of("text", "Sailing at night"));
            assertThat(wish.content()).contains(mia.mention()).containsPattern("FEATURE-\\d+");
            assertThat(wish.embeds()).extracting(embed -> embed.title()).containsExactly("Latest releases");
            List<SupportCase> cases = deployment
                    .guildline()
                    .casework()
                    .search(CaseQuery.newest(10))
                    .toCompletableFuture()
                    .join();
            assertThat(cases)
                    .extracting(c -> c.number().kind())
                    .as("the newest first")
                    .containsExactly(CaseKind.FEATURE, CaseKind.BUG, CaseKind.HELP);
            assertThat(cases.get(2)).satisfies(c -> {
                assertThat(c.status()).isEqualTo(CaseStatus.CLOSED);
                assertThat(c.subject()).isEqualTo("I cannot get into my account on my new phone");
                assertThat(c.customFields()).containsEntry("agent", "Ada Lovelace");
            });
        }
    }

    private static void agentSawTheWholeTalk(Deployment deployment, String article) {
        List<ConversationView> conversations = deployment.twilio().conversations();
        assertThat(conversations).hasSize(1);
        ConversationView conversation = conversations.get(0);
        assertThat(conversation.state()).isEqualTo("closed");
        assertThat(conversation.messages().stream()
                        .filter(m -> m.kind() != Kind.SYSTEM)
                        .map(m -> m.kind() + ": "
                                + String.valueOf(m.body()).lines().findFirst().orElse("")))
                .containsExactly(
                        "BOT: Hi Mia! How can we help you today? Just write what it is about.",
                        "CUSTOMER: I cannot get into my account on my new phone",
                        "BOT: Does one of these help?",
                        "CUSTOMER: [" + article + "]",
                        "BOT: Suggested article: " + article,
                        "CUSTOMER: that was helpful but I want to talk to a live agent",
                        "AGENT: Hello Mia, I have just sent you a new link.",
                        "CUSTOMER: It works, thank you!");
    }
}
