package dev.guildline.core.port.knowledge;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where articles are found. Thread-safe. Methods may take some tens of milliseconds and work on local data; a technical
 * failure is a {@link dev.guildline.core.error.PortException}.
 */
public interface KnowledgeBase {
    /**
     * Looks for articles that answer a customer's words, in the customer's language.
     *
     * @param query the words
     * @return what is worth showing
     */
    SearchResult search(KnowledgeQuery query);

    /**
     * Finds an article.
     *
     * @param id which
     * @return the article, empty if there is none (any more)
     */
    Optional<Article> find(ArticleId id);

    /**
     * The articles that carry a label, in the given language, or in the base's default language if there are none in
     * that one.
     *
     * @param label the label
     * @param locale the wished language
     * @param limit how many at most
     * @return the articles, ordered by title
     */
    List<Article> labelled(String label, Locale locale, int limit);
}
