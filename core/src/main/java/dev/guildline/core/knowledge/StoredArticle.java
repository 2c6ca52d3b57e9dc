package dev.guildline.core.knowledge;

import dev.guildline.core.id.ArticleId;
import java.util.Comparator;

/**
 * An article as it is kept, whether it is served or not.
 *
 * @param id which
 * @param version tells whether it has changed since; differs with every content
 * @param tie what the versions of one article in several languages have in common
 * @param served whether customers are shown it today
 * @param content what it says
 */
public record StoredArticle(ArticleId id, String version, String tie, boolean served, ArticleContent content) {
    /** By title, then by identity. */
    public static final Comparator<StoredArticle> BY_TITLE = Comparator.comparing(
                    (StoredArticle article) -> article.content().title())
            .thenComparing(article -> article.id().value());
}
