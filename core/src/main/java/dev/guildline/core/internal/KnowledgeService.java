package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.ArticleEditing;
import dev.guildline.core.usecase.Knowledge;
import dev.guildline.core.usecase.KnowledgeLoop;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What the brand knows, as the knowledge base tells it. */
final class KnowledgeService implements Knowledge {
    private final KnowledgeBase base;
    private final KnowledgeLoop loop;
    private final ArticleEditing editing;
    private final AgentSuggestions suggestions;

    KnowledgeService(KnowledgeBase base, KnowledgeLoop loop, ArticleEditing editing, AgentSuggestions suggestions) {
        this.base = base;
        this.loop = loop;
        this.editing = editing;
        this.suggestions = suggestions;
    }

    @Override
    public SearchResult suggest(KnowledgeQuery query) {
        return base.search(query);
    }

    @Override
    public CompletionStage<List<ArticleMatch>> suggestionsFor(MessageId message) {
        return suggestions.suggestionsFor(message);
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return base.find(id);
    }

    @Override
    public List<Article> labelled(String label, Locale locale, int limit) {
        return base.labelled(label, locale, limit);
    }

    @Override
    public KnowledgeLoop loop() {
        return loop;
    }

    @Override
    public ArticleEditing editing() {
        return editing;
    }
}
