package dev.guildline.core.knowledge;

import dev.guildline.core.id.ArticleId;

/**
 * What became of an article in talks.
 *
 * @param article which
 * @param shown how often it was suggested or given as the answer
 * @param opened how often it was opened from a suggestion
 * @param helped how often customers said that it helped
 * @param rejected how often customers said that it did not
 */
public record ArticleFigures(ArticleId article, long shown, long opened, long helped, long rejected) {
    /**
     * Both together.
     *
     * @param more more of the same article
     * @return the sums
     */
    public ArticleFigures plus(ArticleFigures more) {
        return new ArticleFigures(
                article, shown + more.shown, opened + more.opened, helped + more.helped, rejected + more.rejected);
    }
}
