package dev.guildline.testkit.contract;

import static dev.guildline.testkit.fixture.Talk.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is counted as it goes is what the journal says afterwards, wherever both are kept. */
public interface RecountContract {
    /**
     * Makes stores without anything in them, which nobody else uses.
     *
     * @return the stores
     */
    UnitOfWork emptyStores();

    @Test
    default void counting_again_gives_the_same_figures() {
        long seed = System.nanoTime();
        RandomTalks talks = new RandomTalks(emptyStores());
        talks.go(new Random(seed), 800);
        talks.doEverythingOnce();
        talks.clock().advance(Duration.ofDays(2));
        KnowledgeFigures before = talks.figures();

        int looked = done(talks.guildline().knowledge().loop().recount());

        assertThat(looked).as("seed %d", seed).isPositive();
        assertThat(talks.figures()).as("seed %d", seed).isEqualTo(before);
        ArticleFigures all = before.articles().stream()
                .map(KnowledgeFigures.OfArticle::figures)
                .reduce(new ArticleFigures(new ArticleId("all"), 0, 0, 0, 0), ArticleFigures::plus);
        assertThat(List.of(
                        all.shown(),
                        all.opened(),
                        all.helped(),
                        all.rejected(),
                        before.ended(),
                        before.withoutPerson()))
                .as("seed %d", seed)
                .allMatch(count -> count > 0);
    }

    @Test
    default void wrong_figures_are_put_right_and_those_of_today_are_left_alone() {
        UnitOfWork stores = emptyStores();
        RandomTalks talks = new RandomTalks(stores);
        talks.talk("Mia").writes("harbour");
        KnowledgeFigures right = talks.figures();
        talks.clock().advance(Duration.ofDays(3));
        LocalDate day = LocalDate.ofInstant(talks.clock().instant(), ZoneOffset.UTC);
        StoreFixture.run(stores, tx -> {
            tx.figures().add(day.minusDays(3), new ArticleFigures(new ArticleId("article-0"), 5, 5, 5, 5));
            tx.figures().add(day.minusDays(2), new TalkFigures(Locale.ENGLISH, 7, 7));
        });

        done(talks.guildline().knowledge().loop().recount());
        assertThat(talks.figures()).isEqualTo(right);

        StoreFixture.run(stores, tx -> tx.figures().add(day, new TalkFigures(Locale.ENGLISH, 7, 7)));
        done(talks.guildline().knowledge().loop().recount());
        assertThat(talks.figures().ended()).isEqualTo(7);
    }
}
