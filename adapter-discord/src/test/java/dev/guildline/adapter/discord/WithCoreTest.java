package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.Guildline;
import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.Knowledge;
import dev.guildline.core.usecase.SignalOutcome;
import dev.guildline.sandbox.discord.SandboxComponent;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The private talk, with the real core behind the adapter. */
class WithCoreTest {
    private static final Article PASSWORD = new Article(
            new ArticleId("password"),
            Locale.ENGLISH,
            "Reset your password",
            "Account",
            "Open the login page and choose Forgot password.",
            List.of("I forgot my password"),
            URI.create("https://example.org/password"),
            Set.of(Knowledge.KNOWN_ISSUE));

    private final SandboxedAdapter here = new SandboxedAdapter();
    private final Guildline guildline = Guildline.builder()
            .channel(here.adapter.channel())
            .knowledgeBase(new InMemoryKnowledgeBase(List.of(PASSWORD)))
            .build();

    @AfterEach
    void stop() {
        here.adapter.close();
        guildline.close();
        here.close();
    }

    private void start() {
        guildline.start();
        here.adapter.start(guildline.conversations(), guildline.casework(), guildline.knowledge());
        here.connected();
    }

    private static boolean offers(SandboxMessage message, String label) {
        return message.buttons().stream().anyMatch(button -> button.label().contains(label));
    }

    @Test
    void from_help_to_an_article_to_a_person() throws Exception {
        start();
        SandboxMessage reply = here.amy.slash(here.support, "helpme", Map.of()).awaitResponse(SOON);
        assertThat(reply.content()).contains("we just sent you a DM");
        assertThat(here.amy.awaitDm(m -> m.fromBot() && m.content().contains("Amy"), SOON))
                .isNotNull();

        here.amy.sendDm("I forgot my password");
        SandboxMessage suggestions = here.amy.awaitDm(m -> offers(m, "Reset your password"), SOON);
        here.amy.click(suggestions.id(), "Reset your password");
        SandboxMessage article = here.amy.awaitDm(m -> !m.embeds().isEmpty(), SOON);
        assertThat(article.repliesTo()).isEqualTo(suggestions.id());
        assertThat(article.embeds().get(0).url()).isEqualTo("https://example.org/password");
        assertThat(article.embeds().get(0).author()).isEqualTo("Account");

        SandboxComponent person = suggestions.buttons().stream()
                .filter(button -> !button.label().equals("Reset your password"))
                .reduce((first, last) -> last)
                .orElseThrow();
        here.amy.click(suggestions.id(), person.customId());
        SandboxMessage opened = here.amy.awaitDm(m -> m.content().contains("HELP-"), SOON);
        ConversationId conversation =
                ComponentIds.parse(person.customId()).orElseThrow().prompt().conversation();

        SignalOutcome said = guildline
                .conversations()
                .agentWrote(new AgentMessage(
                        new InboxKey("desk", "1"),
                        ConversationKey.of(conversation),
                        new Agent(new AgentId("ben"), "Ben"),
                        "Hello Amy, Ben here",
                        List.of(),
                        null))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);

        assertThat(said).isEqualTo(SignalOutcome.DONE);
        SandboxMessage words = here.amy.awaitDm(m -> m.content().equals("Hello Amy, Ben here"), SOON);
        List<String> shown =
                here.amy.messages().stream().map(SandboxMessage::id).toList();
        assertThat(shown.indexOf(words.id())).isGreaterThan(shown.indexOf(opened.id()));
    }

    @Test
    void a_report_becomes_a_case() throws Exception {
        start();

        SandboxMessage reply = here.amy
                .slash(here.support, "bug", Map.of("text", "The shop is empty"))
                .awaitResponse(SOON);

        Matcher number = Pattern.compile("BUG-\\d+").matcher(reply.content());
        assertThat(number.find()).isTrue();
        SupportCase opened = guildline
                .casework()
                .find(CaseNumber.parse(number.group()).orElseThrow())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .orElseThrow();
        assertThat(opened.number().kind()).isEqualTo(CaseKind.BUG);
        assertThat(opened.description()).isEqualTo("The shop is empty");
        assertThat(opened.customFields()).containsEntry("discord.channel", here.support.id());
        assertThat(reply.embeds())
                .singleElement()
                .satisfies(card -> assertThat(card.description()).contains("Reset your password"));
    }
}
