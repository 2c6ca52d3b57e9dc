package dev.guildline.core.usecase;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the brand knows. Thread-safe; methods may take some tens of milliseconds. */
public interface Knowledge {
    /** The label of articles about problems that are known, shown after a bug report. */
    String KNOWN_ISSUE = "known-issue";

    /** The label of articles about the latest releases, shown after a feature request. */
    String RELEASE = "release";

    /**
     * Looks for articles.
     *
     * @param query what for
     * @return what is worth showing
     */
    SearchResult suggest(KnowledgeQuery query);

    /**
     * Looks for articles that help an agent to answer what a customer said, in the customer's language.
     *
     * @param message the customer's message
     * @return completes with up to three, best first; none for a courtesy, for what was taken back, for what somebody
     *     else said and where nothing fits; exceptionally if the knowledge base fails
     */
    CompletionStage<List<ArticleMatch>> suggestionsFor(MessageId message);

    /**
     * Finds an article.
     *
     * @param id which
     * @return the article, empty if there is none
     */
    Optional<Article> find(ArticleId id);

    /**
     * The articles that carry a label.
     *
     * @param label the label
     * @param locale the wished language
     * @param limit how many at most
     * @return in the order of their titles
     */
    List<Article> labelled(String label, Locale locale, int limit);

    /**
     * What customers asked and were not answered, and how well the articles serve.
     *
     * @return always the same
     */
    KnowledgeLoop loop();

    /**
     * The articles themselves, to be read and changed by those who write them.
     *
     * @return always the same
     */
    ArticleEditing editing();
}
