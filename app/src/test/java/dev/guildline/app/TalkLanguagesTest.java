package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.discord.SandboxComponent;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The talk with the virtual agent in every language it speaks, in every way a deployment can be set up. */
class TalkLanguagesTest {
    private static final String TYPING = "POST /channels/{channel}/typing";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Routing.class)
    void the_virtual_agent_talks_in_the_language_of_the_customer(Routing routing) {
        Path articles = folder.resolve("articles");
        TalkScript.writeArticles(articles);
        try (Deployment deployment = Deployment.start(routing, folder, Map.of("KNOWLEDGE_DIR", articles.toString()))) {
            for (TalkScript script : TalkScript.values()) {
                talk(deployment, script);
            }
            someoneWhoseLanguageHasNoArticles(deployment);
        }
    }

    private static void someoneWhoseLanguageHasNoArticles(Deployment deployment) {
        Player lea = deployment.player("lea", "Léa", "en-US");
        lea.writes("je ne peux pas me connecter à mon compte");
        SandboxMessage told = lea.reads("I have no articles in French. You can write to me in English");
        assertThat(told.buttons()).extracting(SandboxComponent::label).containsExactly("Talk to a person");
        lea.writes("and what is the system requirement for my computer");
        lea.readsOneOf("Does one of these help?", "Suggested article: ");
    }

    private static void talk(Deployment deployment, TalkScript script) {
        Player mia = deployment.player("mia-" + script.ordinal(), "Mia", script.client);
        mia.slash(deployment.channel("customer-support"), "helpme", Map.of());
        mia.reads(script.firstGreeting);

        int shownTyping = deployment.discord().calls().count(TYPING);
        mia.writes(script.courtesy);
        deployment.discord().calls().await(TYPING, shownTyping + 1, Player.PATIENCE);
        mia.reads(script.courtesyBack);

        mia.writes(script.question);
        SandboxMessage card = opened(mia, script, mia.readsOneOf(script.cardLead, script.suggestions));
        assertThat(card.embeds()).singleElement().satisfies(embed -> {
            assertThat(embed.title()).isEqualTo(script.article);
            assertThat(embed.description()).isNotBlank();
            assertThat(embed.description().length()).isLessThanOrEqualTo(300);
            assertThat(embed.url()).startsWith("https://example.com/");
        });
        assertThat(card.buttons()).extracting(SandboxComponent::label).startsWith(script.helped, script.none);

        mia.writes(script.followUp);
        SandboxMessage further = mia.reads(script.moreLead);
        assertThat(further.embeds().get(0).title()).isEqualTo(script.article);
        assertThat(further.embeds().get(0).description()).startsWith(script.furtherPart);
        mia.clicks(further, script.helped);
        mia.reads(script.thanks);

        mia.writes(script.secondQuestion);
        SandboxMessage offered = mia.readsOneOf(script.cardLead, script.suggestions, script.moreSuggestions);
        assertThat(offered.buttons()).extracting(SandboxComponent::label).contains(script.none);
        mia.clicks(offered, script.none);
        mia.reads(script.sorry);

        mia.writes(script.unanswerable);
        mia.reads(script.personProposed);
        mia.writes(script.wish);
        mia.reads(script.caseOpened);
        mia.reads(script.transferring);
        assertThat(mia.readInOrder()).as("nothing is said twice").doesNotHaveDuplicates();
    }

    /** The card of the script's article, which was given at once or is behind a button. */
    private static SandboxMessage opened(Player mia, TalkScript script, SandboxMessage answer) {
        if (!answer.embeds().isEmpty()) {
            return answer;
        }
        List<String> labels =
                answer.buttons().stream().map(SandboxComponent::label).toList();
        assertThat(labels).contains(script.article, script.none).hasSizeLessThanOrEqualTo(6);
        mia.clicks(answer, script.article);
        return mia.reads(script.cardLead);
    }
}
