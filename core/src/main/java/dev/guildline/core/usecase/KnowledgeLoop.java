package dev.guildline.core.usecase;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.KnowledgeFigures;
import java.time.LocalDate;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What customers asked and were not answered, and how well the articles serve: from here a knowledge base gets better.
 * Thread-safe; no method blocks (where Guildline has an executor of its own). A stage fails with a
 * {@link dev.guildline.core.error.PortException} if the store or the knowledge base fails.
 */
public interface KnowledgeLoop {
    /**
     * Lists what was not answered, grouped by meaning. Questions that came in since the last time are grouped now, up to
     * a thousand of them; the rest is told and waits for the next time.
     *
     * @param languageOrNull only questions in this language (with all its regions, if it names none), null for all
     * @param limit how many groups at most
     * @return completes with the largest groups first
     */
    CompletionStage<UnansweredReport> unanswered(@Nullable Locale languageOrNull, int limit);

    /**
     * Makes of a group a sample question of an article that exists. Then the group is done with, and the next search for
     * such a question finds the article.
     *
     * @param group which group
     * @param article the article that answers it
     * @param questionOrNull how the question is to be written there; null for the words that began the group
     * @return completes with what came of it
     */
    CompletionStage<LoopOutcome> answerWith(QuestionGroupId group, ArticleId article, @Nullable String questionOrNull);

    /**
     * Makes of a group a new article that has some of its questions as sample questions. Then the group is done with.
     *
     * @param group which group
     * @param contentOrNull what the article is to say, its questions added to those of the group; null for a draft that
     *     has the question as its title and no text yet
     * @return completes with what came of it
     */
    CompletionStage<LoopOutcome> draftFrom(QuestionGroupId group, @Nullable ArticleContent contentOrNull);

    /**
     * Hides a group that no article is to answer, with all questions that mean the same and come later.
     *
     * @param group which
     * @return completes with whether there was such a group
     */
    CompletionStage<Boolean> dismiss(QuestionGroupId group);

    /**
     * How well the articles serve.
     *
     * @param from the first day (UTC)
     * @param to the last day (UTC)
     * @param languageOrNull only articles and talks in this language (with all its regions, if it names none), null for all
     * @return completes with the figures
     * @throws IllegalArgumentException if the days are in the wrong order
     */
    CompletionStage<KnowledgeFigures> figures(LocalDate from, LocalDate to, @Nullable Locale languageOrNull);

    /**
     * Counts again, from everything that was said, what happened on all days that are over (UTC, and since an hour). For
     * a store that was filled by a version that did not count yet, or for doubts. Talks go on meanwhile. Days of which
     * something that was said is no longer kept stay as they were counted.
     *
     * @return completes with how many conversations were looked at
     */
    CompletionStage<Integer> recount();
}
