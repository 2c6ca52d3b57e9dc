package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.testkit.contract.KnowledgeBaseContract;
import dev.guildline.testkit.contract.VirtualAgentContract;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeVirtualAgentTest implements VirtualAgentContract {
    private static final Locale TAIWAN = Locale.forLanguageTag("zh-TW");

    @Override
    public VirtualAgent knowing(KnowledgeBase knowledge) {
        return new KnowledgeVirtualAgent(knowledge, new Phrases());
    }

    @Test
    void an_article_that_answers_is_given_as_the_answer_once() {
        VirtualAgent agent = knowing(sure(KnowledgeBaseContract.PASSWORD, KnowledgeBaseContract.CRASH));

        Answer answer = (Answer) agent.reply(turn("I forgot my password", Locale.ENGLISH));
        assertThat(answer.article()).map(ArticleMatch::article).contains(KnowledgeBaseContract.PASSWORD);

        Message card = said(new MessageBody.ArticleCard(
                "Suggested article", KnowledgeBaseContract.PASSWORD.id(), "", "Reset", "…", null));
        assertThat(agent.reply(turn("I forgot my password", Locale.ENGLISH, card)))
                .isInstanceOf(SuggestArticles.class);
    }

    @Test
    void when_the_only_article_was_just_shown_nothing_is_repeated() {
        Message card = said(new MessageBody.ArticleCard(
                "Suggested article", KnowledgeBaseContract.PASSWORD.id(), "", "Reset", "…", null));

        assertThat(knowing(sure(KnowledgeBaseContract.PASSWORD))
                        .reply(turn("I forgot my password", Locale.ENGLISH, card)))
                .isEqualTo(new Abstain());
    }

    @Test
    void a_possible_wish_for_a_person_is_asked_back() {
        assertThat(knowing(new InMemoryKnowledgeBase(List.of())).reply(turn("are you a bot?", Locale.ENGLISH)))
                .isEqualTo(new ProposeHandoff(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hi",
                "Hello there!",
                "good morning",
                "thanks a lot",
                "ok thank you so much",
                "bye",
                "你好",
                "謝謝你",
                "hola"
            })
    void courtesies_are_answered_without_a_search(String text) {
        Answer answer = (Answer) knowing(broken()).reply(turn(text, Locale.ENGLISH));

        assertThat(answer.text()).isNotBlank();
        assertThat(answer.article()).isEmpty();
    }

    @Test
    void a_greeting_is_answered_in_the_customers_language() {
        assertThat(((Answer) knowing(broken()).reply(turn("你好", TAIWAN))).text())
                .contains("你好");
    }

    @Test
    void a_greeting_with_a_question_behind_it_is_a_question() {
        assertThat(knowing(new InMemoryKnowledgeBase(KnowledgeBaseContract.ARTICLES))
                        .reply(turn("hi, I forgot my password", Locale.ENGLISH)))
                .isInstanceOf(SuggestArticles.class);
    }

    private static Turn turn(String text, Locale locale, Message... earlier) {
        return new Turn(new ConversationId("talk"), text, locale, List.of(earlier), 0);
    }

    private static Message said(MessageBody body) {
        return new Message(
                new MessageId(new ConversationId("talk"), 1),
                Author.VIRTUAL_AGENT,
                body,
                List.of(),
                null,
                Instant.EPOCH);
    }

    /** Finds the same articles whatever is asked, and is sure of the first. */
    private static KnowledgeBase sure(Article... articles) {
        return answering(new SearchResult.Matches(
                List.of(articles).stream()
                        .map(article -> new ArticleMatch(article, 0.9, article.body()))
                        .toList(),
                true));
    }

    /** Must not be asked. */
    private static KnowledgeBase broken() {
        return answering(null);
    }

    private static KnowledgeBase answering(SearchResult result) {
        return new KnowledgeBase() {
            @Override
            public SearchResult search(KnowledgeQuery query) {
                assertThat(result).as("a search for '%s'", query.text()).isNotNull();
                return result;
            }

            @Override
            public Optional<Article> find(ArticleId id) {
                return Optional.empty();
            }

            @Override
            public List<Article> labelled(String label, Locale locale, int limit) {
                return List.of();
            }
        };
    }
}
