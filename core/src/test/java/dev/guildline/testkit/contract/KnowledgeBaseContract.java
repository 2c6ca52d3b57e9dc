package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.knowledge.SearchResult.NothingUseful;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link KnowledgeBase} must do. */
public interface KnowledgeBaseContract {
    /** An article about passwords, in English. */
    Article PASSWORD = article(
            "password",
            Locale.ENGLISH,
            "Reset your password",
            "Choose Forgot password on the login screen. We send you a link by mail. ".repeat(6),
            "I forgot my password");

    /** An article about crashes, in English. */
    Article CRASH = article(
            "crash",
            Locale.ENGLISH,
            "The game crashes at startup",
            "Update the driver of your graphics card and restart the computer.",
            "Black screen after starting the game");

    /** An article about refunds, in English. */
    Article REFUND = article(
            "refund",
            Locale.ENGLISH,
            "Refunds",
            "Purchases can be given back within 14 days.",
            "I want my money back for a purchase");

    /** An article about passwords, in Traditional Chinese. */
    Article PASSWORD_IN_CHINESE =
            article("zh-password", Locale.forLanguageTag("zh-TW"), "重設密碼", "在登入畫面點選「忘記密碼」。", "我忘記密碼了");

    /** All of them. */
    List<Article> ARTICLES = List.of(PASSWORD, CRASH, REFUND, PASSWORD_IN_CHINESE);

    private static Article article(String id, Locale language, String title, String body, String question) {
        return new Article(
                new ArticleId(id),
                language,
                title,
                "Help",
                body.strip(),
                List.of(question),
                URI.create("https://example.com/" + id),
                Set.of("label-" + id, "every"));
    }

    /**
     * Makes a knowledge base whose default language is English.
     *
     * @param articles all it holds
     * @return the knowledge base
     */
    KnowledgeBase holding(List<Article> articles);

    private static SearchResult search(KnowledgeBase base, String text, int limit) {
        return base.search(new KnowledgeQuery(text, Locale.ENGLISH, limit));
    }

    @Test
    default void the_article_that_answers_comes_first() {
        KnowledgeBase base = holding(ARTICLES);

        assertThat(((Matches) search(base, "I forgot my password", 4))
                        .best()
                        .get(0)
                        .article())
                .isEqualTo(PASSWORD);
        assertThat(((Matches) search(base, "black screen when starting the game", 4))
                        .best()
                        .get(0)
                        .article())
                .isEqualTo(CRASH);
    }

    @Test
    default void a_match_says_how_well_it_fits_and_which_part_answers() {
        ArticleMatch match = ((Matches) search(holding(ARTICLES), "I forgot my password", 4))
                .best()
                .get(0);

        assertThat(match.confidence()).isBetween(0.0, 1.0);
        assertThat(match.excerpt()).isNotBlank();
        assertThat(match.excerpt().codePointCount(0, match.excerpt().length())).isLessThanOrEqualTo(300);
    }

    @Test
    default void no_more_are_given_than_asked_for() {
        SearchResult result = search(holding(ARTICLES), "password game purchase refund crashes", 2);

        assertThat(result).isInstanceOf(Matches.class);
        assertThat(((Matches) result).best()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    default void what_no_article_is_about_finds_nothing() {
        KnowledgeBase base = holding(ARTICLES);

        for (String text : List.of("xylophone zebra", "", "   ", "?!…", "😀")) {
            assertThat(search(base, text, 4)).as("'%s'", text).isInstanceOf(NothingUseful.class);
        }
        assertThat(search(holding(List.of()), "I forgot my password", 4)).isInstanceOf(NothingUseful.class);
    }

    @Test
    default void whatever_customers_paste_is_only_looked_for() {
        KnowledgeBase base = holding(ARTICLES);

        for (String text : List.of(
                "title:password AND NOT (", "\"password", "*?~^[]{}\\/", "password ".repeat(5_000), "\uD83D", "a\0b")) {
            assertThat(search(base, text, 4)).isNotNull();
        }
    }

    @Test
    default void articles_of_another_language_are_not_given() {
        Matches matches = (Matches) search(holding(ARTICLES), "I forgot my password", 10);

        assertThat(matches.best())
                .extracting(match -> match.article().language())
                .containsOnly(Locale.ENGLISH);
    }

    @Test
    default void an_article_is_found_by_its_id() {
        KnowledgeBase base = holding(ARTICLES);

        assertThat(base.find(CRASH.id())).contains(CRASH);
        assertThat(base.find(PASSWORD_IN_CHINESE.id())).contains(PASSWORD_IN_CHINESE);
        assertThat(base.find(new ArticleId("nowhere"))).isEmpty();
    }

    @Test
    default void labelled_articles_come_in_the_order_of_their_titles() {
        KnowledgeBase base = holding(ARTICLES);

        assertThat(base.labelled("every", Locale.ENGLISH, 10)).containsExactly(REFUND, PASSWORD, CRASH);
        assertThat(base.labelled("every", Locale.ENGLISH, 2)).containsExactly(REFUND, PASSWORD);
        assertThat(base.labelled("nobody-has-it", Locale.ENGLISH, 10)).isEmpty();
    }

    @Test
    default void labelled_articles_fall_back_to_the_default_language() {
        KnowledgeBase base = holding(ARTICLES);
        Locale taiwan = Locale.forLanguageTag("zh-TW");

        assertThat(base.labelled("every", taiwan, 10)).containsExactly(PASSWORD_IN_CHINESE);
        assertThat(base.labelled("label-crash", taiwan, 10)).containsExactly(CRASH);
    }

    @Test
    default void many_can_search_together() throws InterruptedException {
        KnowledgeBase base = holding(ARTICLES);
        SearchResult alone = search(base, "I forgot my password", 4);

        assertThat(Simultaneously.run(8, () -> search(base, "I forgot my password", 4)))
                .containsOnly(alone);
    }
}
