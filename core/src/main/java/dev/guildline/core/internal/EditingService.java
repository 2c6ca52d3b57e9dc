package dev.guildline.core.internal;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.FieldProblem;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.port.knowledge.EditsArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.ArticleEditing;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Editing, where the knowledge base can be edited. */
final class EditingService implements ArticleEditing {
    private final @Nullable EditsArticles articles;
    private final Executor executor;

    EditingService(KnowledgeBase base, Executor executor) {
        this.articles = base instanceof EditsArticles edits ? edits : null;
        this.executor = executor;
    }

    @Override
    public boolean isPossible() {
        return articles != null;
    }

    @Override
    public CompletionStage<List<StoredArticle>> list(ArticleFilter filter, int limit) {
        return with(List.of(), edits -> edits.list(filter, limit));
    }

    @Override
    public CompletionStage<Optional<StoredArticle>> find(ArticleId id) {
        return with(Optional.empty(), edits -> edits.stored(id));
    }

    @Override
    public CompletionStage<EditOutcome> create(ArticleContent content) {
        return edit(() -> content.problems(), edits -> edits.create(content));
    }

    @Override
    public CompletionStage<EditOutcome> change(ArticleId id, String version, ArticleContent content) {
        return edit(() -> content.problems(), edits -> edits.change(id, version, content));
    }

    @Override
    public CompletionStage<EditOutcome> delete(ArticleId id, String version) {
        return edit(List::of, edits -> edits.delete(id, version));
    }

    private CompletionStage<EditOutcome> edit(
            Supplier<List<FieldProblem>> problems, Function<EditsArticles, EditOutcome> work) {
        return with(new EditOutcome.NotEditable(), edits -> {
            List<FieldProblem> found = problems.get();
            return found.isEmpty() ? work.apply(edits) : new EditOutcome.Invalid(found);
        });
    }

    private <T> CompletionStage<T> with(T otherwise, Function<EditsArticles, T> work) {
        EditsArticles edits = articles;
        return edits == null
                ? CompletableFuture.completedFuture(otherwise)
                : CompletableFuture.supplyAsync(() -> work.apply(edits), executor);
    }
}
