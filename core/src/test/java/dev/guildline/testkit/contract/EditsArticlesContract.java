package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.EditOutcome.Done;
import dev.guildline.core.knowledge.FieldProblem;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.SearchResult.Matches;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.port.knowledge.EditsArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link EditsArticles} must do. */
public interface EditsArticlesContract {
    /** The language of articles in Traditional Chinese. */
    Locale TAIWAN = Locale.forLanguageTag("zh-TW");

    /** Everything that an article can have. */
    ArticleContent FULL = new ArticleContent(
            "account/two-factor",
            Locale.ENGLISH,
            "Two-factor: \"codes\" & 'apps' # 1",
            "Account",
            "Scan the **square** with an app.\n\n1. Open it.\n2. Type the digits.\n\n---\n\nThen confirm 🐉.",
            List.of("How do I switch on two-factor login?", "- what: is \"2FA\"?", "[x] @you!"),
            "https://example.com/2fa?lang=en",
            Set.of("account", "known-issue"),
            false,
            LocalDate.of(2999, 12, 31),
            "");

    /**
     * Makes a knowledge base without articles, whose default language is English.
     *
     * @return the knowledge base, which {@link EditsArticles}
     */
    KnowledgeBase empty();

    private static StoredArticle done(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done) outcome).article();
    }

    private static SearchResult search(KnowledgeBase base, String text) {
        return base.search(new KnowledgeQuery(text, Locale.ENGLISH, 4));
    }

    private static ArticleContent lantern() {
        return ArticleContent.of(Locale.ENGLISH, "Lanterns", "They light up the harbour at night.");
    }

    private static List<String> fields(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Invalid.class);
        return ((EditOutcome.Invalid) outcome)
                .problems().stream().map(FieldProblem::field).toList();
    }

    @Test
    default void a_new_article_is_found_at_once_and_reads_as_it_was_written() {
        KnowledgeBase base = empty();
        EditsArticles edits = (EditsArticles) base;

        StoredArticle stored = done(edits.create(FULL));

        assertThat(stored.content()).isEqualTo(FULL);
        assertThat(stored.served()).isTrue();
        assertThat(edits.stored(stored.id())).contains(stored);
        assertThat(base.find(stored.id()).orElseThrow().questions()).isEqualTo(FULL.questions());
        assertThat(base.labelled("known-issue", Locale.ENGLISH, 5)).hasSize(1);
        assertThat(((Matches) search(base, "how do I switch on two-factor login"))
                        .best()
                        .get(0)
                        .article()
                        .id())
                .isEqualTo(stored.id());
    }

    @Test
    default void a_change_is_found_at_once_and_makes_another_version() {
        KnowledgeBase base = empty();
        EditsArticles edits = (EditsArticles) base;
        StoredArticle before = done(edits.create(lantern()));
        assertThat(search(base, "xylophone concert")).isInstanceOf(SearchResult.NothingUseful.class);

        StoredArticle after = done(edits.change(
                before.id(),
                before.version(),
                before.content().withQuestions(List.of("When is the xylophone concert?"))));

        assertThat(after.version()).isNotEqualTo(before.version());
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(search(base, "xylophone concert")).isInstanceOf(Matches.class);
    }

    @Test
    default void who_read_an_older_version_changes_and_deletes_nothing() {
        EditsArticles edits = (EditsArticles) empty();
        StoredArticle first = done(edits.create(lantern()));
        StoredArticle second =
                done(edits.change(first.id(), first.version(), first.content().withBody("Somebody else was here.")));

        assertThat(edits.change(first.id(), first.version(), first.content().withBody("Mine.")))
                .isEqualTo(new EditOutcome.Conflict(second));
        assertThat(edits.delete(first.id(), first.version())).isEqualTo(new EditOutcome.Conflict(second));
        assertThat(edits.stored(first.id())).contains(second);
    }

    @Test
    default void a_deleted_article_is_gone() {
        KnowledgeBase base = empty();
        EditsArticles edits = (EditsArticles) base;
        StoredArticle stored = done(edits.create(lantern()));

        assertThat(edits.delete(stored.id(), stored.version())).isEqualTo(new EditOutcome.Deleted());

        assertThat(edits.stored(stored.id())).isEmpty();
        assertThat(base.find(stored.id())).isEmpty();
        assertThat(search(base, "lanterns at night")).isInstanceOf(SearchResult.NothingUseful.class);
        assertThat(edits.delete(stored.id(), stored.version())).isEqualTo(new EditOutcome.UnknownArticle());
        assertThat(edits.change(stored.id(), stored.version(), stored.content()))
                .isEqualTo(new EditOutcome.UnknownArticle());
    }

    @Test
    default void drafts_and_expired_articles_are_kept_and_not_served() {
        KnowledgeBase base = empty();
        EditsArticles edits = (EditsArticles) base;
        StoredArticle draft = done(edits.create(lantern().withDraft(true)));
        assertThat(draft.served()).isFalse();
        assertThat(search(base, "lanterns at night")).isInstanceOf(SearchResult.NothingUseful.class);
        assertThat(base.find(draft.id())).isEmpty();

        StoredArticle published =
                done(edits.change(draft.id(), draft.version(), draft.content().withDraft(false)));
        assertThat(search(base, "lanterns at night")).isInstanceOf(Matches.class);

        StoredArticle expired = done(edits.change(
                draft.id(), published.version(), published.content().withExpiry(LocalDate.of(2020, 1, 1))));
        assertThat(expired.served()).isFalse();
        assertThat(search(base, "lanterns at night")).isInstanceOf(SearchResult.NothingUseful.class);
        assertThat(edits.stored(draft.id())).contains(expired);
    }

    @Test
    default void versions_in_several_languages_are_tied_by_their_key() {
        EditsArticles edits = (EditsArticles) empty();
        StoredArticle english = done(edits.create(lantern().withKey("town/lanterns")));
        StoredArticle chinese =
                done(edits.create(ArticleContent.of(TAIWAN, "燈籠", "夜裡照亮港口。").withKey("town/lanterns")));
        done(edits.create(lantern().withKey("town/lamps")));

        assertThat(chinese.tie()).isEqualTo(english.tie());
        assertThat(edits.list(new ArticleFilter(null, "", "", english.tie(), null), 10))
                .containsExactlyInAnyOrder(english, chinese);
        assertThat(edits.list(new ArticleFilter(Locale.CHINESE, "", "", "", null), 10))
                .containsExactly(chinese);
    }

    @Test
    default void articles_are_listed_by_what_they_have() {
        EditsArticles edits = (EditsArticles) empty();
        StoredArticle full = done(edits.create(FULL));
        StoredArticle draft = done(edits.create(lantern().withDraft(true)));

        assertThat(edits.list(ArticleFilter.ALL, 10)).containsExactly(draft, full);
        assertThat(edits.list(ArticleFilter.ALL, 1)).containsExactly(draft);
        assertThat(edits.list(new ArticleFilter(null, "", "", "", true), 10)).containsExactly(draft);
        assertThat(edits.list(new ArticleFilter(null, "", "", "", false), 10)).containsExactly(full);
        assertThat(edits.list(new ArticleFilter(null, "", "account", "", null), 10))
                .containsExactly(full);
        assertThat(edits.list(new ArticleFilter(null, "TWO-FACTOR LOGIN", "", "", null), 10))
                .containsExactly(full);
    }

    @Test
    default void a_key_is_made_of_the_title_and_never_taken_twice() {
        EditsArticles edits = (EditsArticles) empty();
        StoredArticle first = done(edits.create(lantern()));
        StoredArticle second = done(edits.create(lantern()));

        assertThat(first.content().key()).isEqualTo("lanterns");
        assertThat(second.content().key()).isEqualTo("lanterns-2");
        assertThat(fields(edits.create(lantern().withKey("lanterns")))).containsExactly("key");
        assertThat(done(edits.create(ArticleContent.of(TAIWAN, "？？？", "…")))
                        .content()
                        .key())
                .isNotBlank();
    }

    @Test
    default void what_cannot_be_used_is_named() {
        EditsArticles edits = (EditsArticles) empty();
        StoredArticle stored = done(edits.create(lantern()));

        for (String key : List.of("../out", "/root", "a//b", ".hidden", "a\\b", "a b", "con:x")) {
            assertThat(fields(edits.create(lantern().withKey(key)))).as(key).containsExactly("key");
        }
        assertThat(fields(edits.create(lantern().withTitle(" ")))).containsExactly("title");
        assertThat(fields(edits.create(lantern().withTitle("two\nlines")))).containsExactly("title");
        assertThat(fields(edits.create(lantern().withQuestions(List.of("x".repeat(301))))))
                .containsExactly("questions");
        assertThat(fields(edits.change(
                        stored.id(),
                        stored.version(),
                        new ArticleContent(
                                "other", TAIWAN, "", "", "", List.of(), "not an address", Set.of(), false, null, ""))))
                .containsExactlyInAnyOrder("key", "language", "title", "url");
        assertThat(edits.list(ArticleFilter.ALL, 10)).containsExactly(stored);
    }

    @Test
    default void of_many_who_change_the_same_version_one_succeeds() throws InterruptedException {
        EditsArticles edits = (EditsArticles) empty();
        StoredArticle stored = done(edits.create(lantern()));
        AtomicInteger number = new AtomicInteger();

        List<Object> outcomes = Simultaneously.run(
                6,
                () -> edits.change(
                        stored.id(), stored.version(), stored.content().withBody("Text " + number.incrementAndGet())));

        assertThat(outcomes.stream().filter(Done.class::isInstance)).hasSize(1);
        assertThat(outcomes.stream().filter(EditOutcome.Conflict.class::isInstance))
                .hasSize(5);
        assertThat(edits.stored(new ArticleId("nowhere"))).isEmpty();
    }
}
