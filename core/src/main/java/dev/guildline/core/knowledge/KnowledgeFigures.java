package dev.guildline.core.knowledge;

import dev.guildline.core.id.ArticleId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How well the knowledge base serves, over a span of days.
 *
 * @param articles what became of each article that was shown; the most often shown first
 * @param neverShown articles that are served and were not shown in that span, by their titles; empty where the knowledge
 *     base cannot list its articles
 * @param talks how talks ended, by language; the most frequent first
 */
public record KnowledgeFigures(List<OfArticle> articles, List<StoredArticle> neverShown, List<TalkFigures> talks) {
    /** Keeps unchangeable copies. */
    public KnowledgeFigures {
        articles = List.copyOf(articles);
        neverShown = List.copyOf(neverShown);
        talks = List.copyOf(talks);
    }

    /**
     * The figures of an article with what it is called.
     *
     * @param figures the figures
     * @param titleOrNull its title, null if there is no such article any more
     * @param languageOrNull its language, null if there is no such article any more
     */
    public record OfArticle(
            ArticleFigures figures,
            @Nullable String titleOrNull,
            @Nullable Locale languageOrNull) {
        /**
         * Which article.
         *
         * @return its identity
         */
        public ArticleId article() {
            return figures.article();
        }

        /**
         * What it is called.
         *
         * @return its title, empty if there is no such article any more
         */
        public Optional<String> title() {
            return Optional.ofNullable(titleOrNull);
        }
    }

    /**
     * How many talks ended in which customers had asked something.
     *
     * @return over all languages
     */
    public long ended() {
        return talks.stream().mapToLong(TalkFigures::ended).sum();
    }

    /**
     * How many of these ended without a person.
     *
     * @return over all languages
     */
    public long withoutPerson() {
        return talks.stream().mapToLong(TalkFigures::withoutPerson).sum();
    }
}
