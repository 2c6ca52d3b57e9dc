package dev.guildline.core.port.knowledge;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.StoredArticle;
import java.util.List;
import java.util.Optional;

/**
 * A knowledge base whose articles can be edited. Drafts and expired articles are there as well. When a method that
 * changes something returns, searches find the change. Thread-safe; methods block for as long as that takes, and throw
 * a {@link dev.guildline.core.error.PortException} where the articles cannot be read or written.
 */
public interface EditsArticles {
    /**
     * Lists articles.
     *
     * @param filter which
     * @param limit how many at most
     * @return ordered by title, then by identity
     */
    List<StoredArticle> list(ArticleFilter filter, int limit);

    /**
     * Finds an article.
     *
     * @param id which
     * @return the article, empty if there is none
     */
    Optional<StoredArticle> stored(ArticleId id);

    /**
     * Adds an article.
     *
     * @param content what it says
     * @return {@code Done}, or {@code Invalid} (also where an article has its key in its language already)
     */
    EditOutcome create(ArticleContent content);

    /**
     * Changes an article.
     *
     * @param id which
     * @param version the one that was read
     * @param content what it is to say; an empty key stands for the one it has. Key and language cannot change
     * @return {@code Done}, {@code Conflict}, {@code UnknownArticle} or {@code Invalid}
     */
    EditOutcome change(ArticleId id, String version, ArticleContent content);

    /**
     * Deletes an article.
     *
     * @param id which
     * @param version the one that was read
     * @return {@code Deleted}, {@code Conflict} or {@code UnknownArticle}
     */
    EditOutcome delete(ArticleId id, String version);
}
