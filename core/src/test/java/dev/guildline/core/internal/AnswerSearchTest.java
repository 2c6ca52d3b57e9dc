package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.memory.InMemoryKnowledgeBase;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.Text;
import dev.guildline.core.port.assistant.Turn;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Abstain;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is found for a message that leans on the talk before it, and that nothing else is changed by the talk. */
class AnswerSearchTest {
    private static final Article RENAME = article(
            "rename",
            "Change your nickname",
            "Open Profile and choose Nickname. It costs 200 feathers. On Android the button is under the three dots.");
    private static final Article INSTALL_PC = article("pc", "Install the launcher on Windows", "Run the setup.");
    private static final Article INSTALL_PHONE = article("phone", "Install the game on Android", "Open the store.");
    private static final Article ANDROID = article("android", "Android versions", "We support Android 11.");
    private static final Article REFUND = article("refund", "Get a refund", "Ask the store within 14 days.");

    private final AnswerSearch search =
            new AnswerSearch(new InMemoryKnowledgeBase(List.of(RENAME, INSTALL_PC, INSTALL_PHONE, ANDROID, REFUND)));
    private final List<Message> talk = new ArrayList<>();

    private static Article article(String id, String title, String body) {
        return new Article(new ArticleId(id), Locale.ENGLISH, title, "", body, List.of(), null, Set.of());
    }

    private void customer(String text) {
        say(Author.CUSTOMER, new Text(text));
    }

    private void shown(Article article, String excerpt) {
        say(Author.VIRTUAL_AGENT, new ArticleCard("Here", article.id(), "", article.title(), excerpt, null));
    }

    private void say(Author author, MessageBody body) {
        MessageId place = new MessageId(new ConversationId("talk"), talk.size() + 1);
        talk.add(new Message(place, author, body, List.of(), null, Instant.EPOCH));
    }

    private VirtualAgentReply reply(String text) {
        return search.reply(new Turn(new ConversationId("talk"), text, Locale.ENGLISH, talk, 0));
    }

    private static List<Article> suggested(VirtualAgentReply reply) {
        return ((SuggestArticles) reply)
                .articles().stream().map(ArticleMatch::article).toList();
    }

    @Test
    void what_is_added_to_a_question_is_searched_with_it() {
        customer("How do I install the game?");

        assertThat(suggested(reply("and on Android?"))).startsWith(INSTALL_PHONE);
        talk.clear();
        assertThat(suggested(reply("and on Android?")))
                .as("without a question before")
                .contains(ANDROID)
                .first()
                .isNotEqualTo(INSTALL_PHONE);
    }

    @Test
    void another_subject_is_not_held_back_by_the_one_before() {
        customer("How do I install the game?");

        assertThat(suggested(reply("what about a refund?"))).containsExactly(REFUND);
        assertThat(suggested(reply("How do I get a refund from the store?"))).startsWith(REFUND);
        assertThat(reply("what about weather?")).isEqualTo(new Abstain());
    }

    @Test
    void the_part_of_the_shown_article_that_speaks_of_it_is_shown_next() {
        customer("How do I change my nickname?");
        shown(RENAME, "Open Profile and choose Nickname.");

        assertThat(reply("and on Android?")).isInstanceOfSatisfying(Answer.class, answer -> {
            assertThat(answer.article()).map(ArticleMatch::article).contains(RENAME);
            assertThat(answer.article())
                    .map(ArticleMatch::excerpt)
                    .contains("On Android the button is under the three dots.");
        });
        assertThat(reply("how?"))
                .isInstanceOfSatisfying(
                        Answer.class,
                        answer -> assertThat(answer.article())
                                .map(ArticleMatch::excerpt)
                                .contains("It costs 200 feathers. On Android the button is under the three dots."));
    }

    @Test
    void when_the_article_has_been_read_to_its_end_it_is_not_shown_again() {
        customer("How do I change my nickname?");
        shown(RENAME, "Open Profile and choose Nickname.");
        shown(RENAME, "It costs 200 feathers. On Android the button is under the three dots.");

        assertThat(reply("tell me more")).isEqualTo(new Abstain());
    }

    @Test
    void who_asks_on_about_suggestions_is_shown_the_best_of_them() {
        customer("How do I change my nickname?");
        SuggestArticles first = (SuggestArticles) reply("How do I change my nickname?");
        say(
                Author.VIRTUAL_AGENT,
                new Wording(new Phrases()).suggestions(Locale.ENGLISH, first.articles(), new Recollection(talk)));

        assertThat(reply("how?"))
                .isInstanceOfSatisfying(
                        Answer.class,
                        answer -> assertThat(answer.article())
                                .map(ArticleMatch::article)
                                .contains(RENAME));
    }

    @Test
    void a_chain_goes_back_to_the_question_that_stands_for_itself() {
        customer("How do I install the launcher?");
        customer("and on Windows?");
        customer("thanks");
        customer("yes");

        assertThat(suggested(reply("how does that work?"))).startsWith(INSTALL_PC);
    }

    @Test
    void what_leans_on_nothing_is_searched_as_it_is() {
        customer("hello");

        assertThat(suggested(reply("refund?"))).containsExactly(REFUND);
        assertThat(reply("how?")).isEqualTo(new Abstain());
    }
}
