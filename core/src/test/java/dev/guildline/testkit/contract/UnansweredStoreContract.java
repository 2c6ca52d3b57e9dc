package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.port.store.UnansweredStore.Counted;
import dev.guildline.core.port.store.UnansweredStore.Leader;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link dev.guildline.core.port.store.UnansweredStore} must do. */
public interface UnansweredStoreContract {
    /** How many languages tests have made up, so that each has its own. */
    AtomicInteger LANGUAGES = new AtomicInteger();

    /**
     * Where everything is kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    /** Forgets the questions of earlier tests. */
    @BeforeEach
    default void forgetQuestions() {
        run(stores(), tx -> tx.unanswered().forgetOld(Instant.parse("2999-01-01T00:00:00Z"), 1));
    }

    private static Locale language() {
        int number = LANGUAGES.incrementAndGet();
        return Locale.forLanguageTag("q" + (char) ('a' + number / 26) + (char) ('a' + number % 26));
    }

    private static UnansweredQuestion question(Locale language, String text, Instant at) {
        return new UnansweredQuestion(
                0,
                language,
                text,
                UnansweredCause.REJECTED,
                List.of(new ArticleId("en/\"quoted\""), new ArticleId("b")),
                at);
    }

    /** Keeps questions and puts them into groups that each is named after by its first letter. */
    private Map<String, UnansweredQuestion> grouped(Locale language, String... texts) {
        for (String text : texts) {
            run(stores(), tx -> tx.unanswered().add(question(language, text, NOON)));
        }
        List<UnansweredQuestion> kept =
                stores().inTransaction(tx -> tx.unanswered().ungrouped(1000));
        Map<String, UnansweredQuestion> byText =
                kept.stream().collect(Collectors.toMap(UnansweredQuestion::text, each -> each));
        run(
                stores(),
                tx -> tx.unanswered()
                        .group(kept.stream()
                                .collect(Collectors.toMap(UnansweredQuestion::number, each -> first(kept, each)))));
        return byText;
    }

    private static QuestionGroupId first(List<UnansweredQuestion> all, UnansweredQuestion question) {
        return all.stream()
                .filter(each -> each.text().charAt(0) == question.text().charAt(0))
                .findFirst()
                .map(each -> new QuestionGroupId(each.number()))
                .orElseThrow();
    }

    @Test
    default void a_question_is_kept_in_no_group_until_it_is_put_into_one() {
        Locale language = language();
        UnansweredQuestion one = question(language, unique("Why? 為什麼 🐉"), NOON);
        run(stores(), tx -> {
            tx.unanswered().add(one);
            assertThat(tx.unanswered().ungrouped(10))
                    .extracting(UnansweredQuestion::text)
                    .containsExactly(one.text());
        });

        UnansweredQuestion kept =
                stores().inTransaction(tx -> tx.unanswered().ungrouped(10)).get(0);
        assertThat(kept).isEqualTo(one.numbered(kept.number()));
        run(stores(), tx -> {
            assertThat(tx.unanswered().countUngrouped()).isEqualTo(1);
            assertThat(tx.unanswered().groups(language, 10)).isEmpty();
            assertThat(tx.unanswered().leaders(language, 10)).isEmpty();
        });
        QuestionGroupId group = new QuestionGroupId(kept.number());
        run(stores(), tx -> tx.unanswered().group(Map.of(kept.number(), group)));
        run(stores(), tx -> {
            assertThat(tx.unanswered().countUngrouped()).isZero();
            assertThat(tx.unanswered().groups(language, 10))
                    .containsExactly(new Counted(group, language, one.text(), 1, NOON));
            assertThat(tx.unanswered().leaders(language, 10)).containsExactly(new Leader(group, one.text()));
            assertThat(tx.unanswered().questionsOf(group, 10)).containsExactly(kept);
        });
    }

    @Test
    default void the_largest_group_comes_first_and_of_equal_ones_the_latest() {
        Locale language = language();
        run(stores(), tx -> {
            tx.unanswered().add(question(language, "a", NOON.plusSeconds(1)));
            tx.unanswered().add(question(language, "b", NOON.plusSeconds(3)));
            tx.unanswered().add(question(language, "c", NOON));
            tx.unanswered().add(question(language, "c2", NOON.plusSeconds(2)));
        });
        grouped(language);

        run(stores(), tx -> {
            assertThat(tx.unanswered().groups(language, 10))
                    .extracting(Counted::text)
                    .containsExactly("c", "b", "a");
            assertThat(tx.unanswered().groups(language, 10).get(0).latestAt()).isEqualTo(NOON.plusSeconds(2));
            assertThat(tx.unanswered().groups(language, 1)).hasSize(1);
            assertThat(tx.unanswered().groups(null, 10))
                    .extracting(Counted::text)
                    .contains("a", "b", "c");
            assertThat(tx.unanswered().leaders(language, 2))
                    .extracting(Leader::text)
                    .containsExactly("c", "b");
        });
    }

    @Test
    default void a_language_without_region_stands_for_all_its_regions() {
        Locale language = language();
        Locale region = new Locale.Builder().setLocale(language).setRegion("TW").build();
        grouped(language, "a");
        grouped(region, "b");

        run(stores(), tx -> {
            assertThat(tx.unanswered().groups(language, 10))
                    .extracting(Counted::text)
                    .containsExactlyInAnyOrder("a", "b");
            assertThat(tx.unanswered().groups(region, 10))
                    .extracting(Counted::text)
                    .containsExactly("b");
            assertThat(tx.unanswered().leaders(language, 10))
                    .extracting(Leader::text)
                    .containsExactly("b", "a");
        });
    }

    @Test
    default void a_forgotten_group_is_gone_with_its_questions() {
        Locale language = language();
        QuestionGroupId group =
                new QuestionGroupId(grouped(language, "a", "a2", "b").get("a").number());

        run(stores(), tx -> assertThat(tx.unanswered().forget(group)).isEqualTo(2));
        run(stores(), tx -> {
            assertThat(tx.unanswered().find(group)).isEmpty();
            assertThat(tx.unanswered().questionsOf(group, 10)).isEmpty();
            assertThat(tx.unanswered().groups(language, 10))
                    .extracting(Counted::text)
                    .containsExactly("b");
            assertThat(tx.unanswered().forget(group)).isZero();
        });
    }

    @Test
    default void a_dismissed_group_stays_hidden_whatever_comes_into_it() {
        Locale language = language();
        QuestionGroupId group =
                new QuestionGroupId(grouped(language, "a").get("a").number());
        run(stores(), tx -> assertThat(tx.unanswered().dismiss(group)).isTrue());
        run(stores(), tx -> assertThat(tx.unanswered().dismiss(group)).isFalse());

        run(stores(), tx -> {
            tx.unanswered().add(question(language, "a2", NOON));
            long number = tx.unanswered().ungrouped(10).get(0).number();
            tx.unanswered().group(Map.of(number, group));
        });

        run(stores(), tx -> {
            assertThat(tx.unanswered().groups(language, 10)).isEmpty();
            assertThat(tx.unanswered().find(group)).isEmpty();
            assertThat(tx.unanswered().questionsOf(group, 10)).isEmpty();
            assertThat(tx.unanswered().leaders(language, 10)).hasSize(1);
        });
    }

    @Test
    default void who_is_in_a_group_stays_there() {
        Locale language = language();
        Map<String, UnansweredQuestion> kept = grouped(language, "a", "b");
        QuestionGroupId other = new QuestionGroupId(kept.get("b").number());

        run(stores(), tx -> tx.unanswered().group(Map.of(kept.get("a").number(), other)));

        run(stores(), tx -> assertThat(tx.unanswered().groups(language, 10)).hasSize(2));
    }

    @Test
    default void old_questions_are_forgotten_and_their_group_goes_on_with_the_rest() {
        Locale language = language();
        run(stores(), tx -> {
            tx.unanswered().add(question(language, "a", NOON.minusSeconds(1)));
            tx.unanswered().add(question(language, "a2", NOON));
        });
        QuestionGroupId group = new QuestionGroupId(grouped(language).get("a").number());

        run(stores(), tx -> assertThat(tx.unanswered().forgetOld(NOON, 1000)).isEqualTo(1));

        run(stores(), tx -> {
            assertThat(tx.unanswered().find(group)).contains(new Counted(group, language, "a2", 1, NOON));
            assertThat(tx.unanswered().leaders(language, 10)).containsExactly(new Leader(group, "a2"));
        });
    }

    @Test
    default void of_too_many_questions_the_oldest_are_forgotten() {
        Locale language = language();
        run(stores(), tx -> {
            for (String text : List.of("a", "b", "c", "d")) {
                tx.unanswered().add(question(language, text, NOON));
            }
        });

        run(stores(), tx -> assertThat(tx.unanswered().forgetOld(NOON, 2)).isEqualTo(2));
        run(stores(), tx -> {
            assertThat(tx.unanswered().ungrouped(10))
                    .extracting(UnansweredQuestion::text)
                    .containsExactly("c", "d");
            assertThat(tx.unanswered().forgetOld(NOON, 2)).isZero();
        });
    }

    @Test
    default void what_a_failed_transaction_did_to_questions_is_undone() {
        Locale language = language();
        QuestionGroupId group =
                new QuestionGroupId(grouped(language, "a").get("a").number());
        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.unanswered().add(question(language, "b", NOON));
                    tx.unanswered().dismiss(group);
                    tx.unanswered().forget(group);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        run(stores(), tx -> {
            assertThat(tx.unanswered().find(group)).isPresent();
            assertThat(tx.unanswered().countUngrouped()).isZero();
        });
    }
}
