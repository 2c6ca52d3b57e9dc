package dev.guildline.core.usecase;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.StoredArticle;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The articles, drafts and expired ones included, for those who write them. Thread-safe; no method blocks (where
 * Guildline has an executor of its own). A stage fails with a {@link dev.guildline.core.error.PortException} if the
 * knowledge base cannot be read or written.
 */
public interface ArticleEditing {
    /**
     * Whether articles can be changed here. If not, lists are empty and every change ends as
     * {@link EditOutcome.NotEditable}.
     *
     * @return always the same
     */
    boolean isPossible();

    /**
     * Lists articles.
     *
     * @param filter which
     * @param limit how many at most
     * @return completes with them, ordered by title
     */
    CompletionStage<List<StoredArticle>> list(ArticleFilter filter, int limit);

    /**
     * Finds an article.
     *
     * @param id which
     * @return completes with it, empty if there is none
     */
    CompletionStage<Optional<StoredArticle>> find(ArticleId id);

    /**
     * Adds an article. What ties it to its versions in other languages is its key.
     *
     * @param content what it says
     * @return completes with what came of it, once searches find it
     */
    CompletionStage<EditOutcome> create(ArticleContent content);

    /**
     * Changes an article, unless somebody else has changed it since it was read.
     *
     * @param id which
     * @param version the one that was read
     * @param content what it is to say; key and language stay
     * @return completes with what came of it, once searches find it
     */
    CompletionStage<EditOutcome> change(ArticleId id, String version, ArticleContent content);

    /**
     * Deletes an article, unless somebody else has changed it since it was read.
     *
     * @param id which
     * @param version the one that was read
     * @return completes with what came of it, once searches do not find it any more
     */
    CompletionStage<EditOutcome> delete(ArticleId id, String version);
}
