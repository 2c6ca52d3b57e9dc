package dev.guildline.core.port.store;

import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import java.time.LocalDate;
import java.util.List;

/** Keeps sums of what became of articles and how talks ended, by day (UTC), so that reading them needs no journal. */
public interface FigureStore {
    /**
     * Adds to an article's sums.
     *
     * @param day of which day
     * @param figures how much
     */
    void add(LocalDate day, ArticleFigures figures);

    /**
     * Adds to the sums of talks.
     *
     * @param day of which day
     * @param figures how much
     */
    void add(LocalDate day, TalkFigures figures);

    /**
     * The sums of articles.
     *
     * @param from the first day
     * @param to the last day
     * @return over all these days, by article, in the order of their identities
     */
    List<ArticleFigures> articles(LocalDate from, LocalDate to);

    /**
     * The sums of talks.
     *
     * @param from the first day
     * @param to the last day
     * @return over all these days, by language, in the order of their tags
     */
    List<TalkFigures> talks(LocalDate from, LocalDate to);

    /**
     * Forgets sums, to be added anew.
     *
     * @param from the first day
     * @param to the last day
     */
    void forget(LocalDate from, LocalDate to);
}
