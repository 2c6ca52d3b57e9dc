package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link dev.guildline.core.port.store.FigureStore} must do. Tests of one store use years of their own. */
public interface FigureStoreContract {
    /** The year of the last test. */
    AtomicInteger YEAR = new AtomicInteger(2000);

    /**
     * Where everything is kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private static LocalDate newYear() {
        return LocalDate.of(YEAR.incrementAndGet(), 1, 1);
    }

    private static ArticleFigures figures(ArticleId article, long times) {
        return new ArticleFigures(article, times, times + 1, times + 2, times + 3);
    }

    @Test
    default void sums_of_articles_are_added_up_over_the_days() {
        LocalDate day = newYear();
        ArticleId one = new ArticleId(unique("a"));
        ArticleId two = new ArticleId(unique("b"));
        run(stores(), tx -> {
            tx.figures().add(day, figures(one, 1));
            tx.figures().add(day, figures(one, 10));
            tx.figures().add(day, figures(two, 100));
            tx.figures().add(day.plusDays(1), figures(one, 1000));
            tx.figures().add(day.plusDays(2), figures(one, 5));
        });
        run(stores(), tx -> tx.figures().add(day, figures(one, 20)));

        run(stores(), tx -> {
            assertThat(tx.figures().articles(day, day.plusDays(1)))
                    .containsExactly(new ArticleFigures(one, 1031, 1035, 1039, 1043), figures(two, 100));
            assertThat(tx.figures().articles(day.plusDays(2), day.plusDays(9))).containsExactly(figures(one, 5));
            assertThat(tx.figures().articles(day.plusDays(3), day.plusDays(9))).isEmpty();
        });
    }

    @Test
    default void sums_of_talks_are_added_up_by_language() {
        LocalDate day = newYear();
        Locale taiwan = Locale.forLanguageTag("zh-TW");
        run(stores(), tx -> {
            tx.figures().add(day, new TalkFigures(taiwan, 1, 0));
            tx.figures().add(day.plusDays(1), new TalkFigures(taiwan, 1, 1));
        });
        run(stores(), tx -> tx.figures().add(day, new TalkFigures(Locale.ENGLISH, 3, 2)));

        run(
                stores(),
                tx -> assertThat(tx.figures().talks(day, day.plusDays(1)))
                        .isEqualTo(List.of(new TalkFigures(Locale.ENGLISH, 3, 2), new TalkFigures(taiwan, 2, 1))));
    }

    @Test
    default void days_can_be_counted_anew() {
        LocalDate day = newYear();
        ArticleId article = new ArticleId(unique("a"));
        run(stores(), tx -> {
            tx.figures().add(day, figures(article, 1));
            tx.figures().add(day.plusDays(1), figures(article, 10));
            tx.figures().add(day.plusDays(1), new TalkFigures(Locale.ENGLISH, 1, 1));
            tx.figures().add(day.plusDays(2), figures(article, 100));
        });

        run(stores(), tx -> {
            tx.figures().forget(day, day.plusDays(1));
            tx.figures().add(day, figures(article, 7));
        });

        run(stores(), tx -> {
            assertThat(tx.figures().articles(day, day.plusDays(1))).containsExactly(figures(article, 7));
            assertThat(tx.figures().talks(day, day.plusDays(1))).isEmpty();
            assertThat(tx.figures().articles(day.plusDays(2), day.plusDays(2))).containsExactly(figures(article, 100));
        });
    }

    @Test
    default void what_a_failed_transaction_counted_is_undone() {
        LocalDate day = newYear();
        ArticleId article = new ArticleId(unique("a"));
        run(stores(), tx -> tx.figures().add(day, figures(article, 1)));
        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.figures().add(day, figures(article, 1));
                    tx.figures().add(day, new TalkFigures(Locale.ENGLISH, 1, 1));
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        run(stores(), tx -> {
            assertThat(tx.figures().articles(day, day)).containsExactly(figures(article, 1));
            assertThat(tx.figures().talks(day, day)).isEmpty();
        });
    }
}
