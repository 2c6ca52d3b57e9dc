package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.ChoiceStyle;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What every {@link VirtualAgent} that answers from a knowledge base must do. */
public interface VirtualAgentContract {
    /**
     * Makes a virtual agent.
     *
     * @param knowledge what it may say
     * @return the virtual agent
     */
    VirtualAgent knowing(KnowledgeBase knowledge);

    private VirtualAgent withArticles() {
        return knowing(new InMemoryKnowledgeBase(KnowledgeBaseContract.ARTICLES));
    }

    private static Turn turn(String text, Message... earlier) {
        return new Turn(new ConversationId("talk"), text, Locale.ENGLISH, List.of(earlier), 0);
    }

    /** The articles that a reply shows. */
    private static List<Article> shown(VirtualAgentReply reply) {
        if (reply instanceof SuggestArticles suggestion) {
            return suggestion.articles().stream().map(ArticleMatch::article).toList();
        }
        return reply instanceof Answer answer
                ? answer.article().map(ArticleMatch::article).stream().toList()
                : List.of();
    }

    @Test
    default void a_question_is_answered_from_the_articles() {
        assertThat(shown(withArticles().reply(turn("I forgot my password"))))
                .isNotEmpty()
                .isSubsetOf(KnowledgeBaseContract.ARTICLES)
                .first()
                .isEqualTo(KnowledgeBaseContract.PASSWORD);
    }

    @Test
    default void without_an_article_none_is_shown() {
        VirtualAgent knowsNothing = knowing(new InMemoryKnowledgeBase(List.of()));

        assertThat(shown(knowsNothing.reply(turn("I forgot my password")))).isEmpty();
        assertThat(shown(withArticles().reply(turn("xylophone zebra")))).isEmpty();
    }

    @Test
    default void a_clear_wish_for_a_person_is_passed_on() {
        assertThat(withArticles().reply(turn("That was helpful but I want to talk to a live agent")))
                .isEqualTo(new ProposeHandoff(true));
    }

    @Test
    default void refusing_a_person_is_no_wish_for_one() {
        assertThat(withArticles().reply(turn("I don't need a person, I forgot my password")))
                .isNotInstanceOf(ProposeHandoff.class);
    }

    @Test
    default void the_same_suggestions_are_not_made_twice_in_a_row() {
        VirtualAgent agent = withArticles();
        List<Article> first = shown(agent.reply(turn("I forgot my password")));

        List<Article> second = shown(agent.reply(turn("I forgot my password", prompt(first))));

        assertThat(second).isNotEqualTo(first);
    }

    @Test
    default void whatever_customers_write_is_replied_to() {
        VirtualAgent agent = withArticles();

        for (String text :
                List.of("", "\n\n", "😀", "{0} %s $1 \\", "I want ".repeat(2_000), "\uD83D", "> quote\n```code")) {
            assertThat(agent.reply(turn(text))).isNotNull();
        }
    }

    @Test
    default void many_turns_can_be_taken_together() throws InterruptedException {
        VirtualAgent agent = withArticles();
        VirtualAgentReply alone = agent.reply(turn("I forgot my password"));

        assertThat(Simultaneously.run(8, () -> agent.reply(turn("I forgot my password"))))
                .containsOnly(alone);
    }

    private static Message prompt(List<Article> articles) {
        List<Choice> choices = new ArrayList<>();
        for (Article article : articles) {
            choices.add(new Choice(
                    "a" + choices.size(),
                    article.title(),
                    ChoiceStyle.PRIMARY,
                    new ChoiceAction.ShowArticle(article.id(), "")));
        }
        return new Message(
                new MessageId(new ConversationId("talk"), 1),
                Author.VIRTUAL_AGENT,
                new MessageBody.ChoicePrompt("Does one of these help?", choices),
                List.of(),
                null,
                Instant.EPOCH);
    }
}
