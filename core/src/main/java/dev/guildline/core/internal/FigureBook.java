package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.KnowledgeFigures;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.port.knowledge.EditsArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How well the articles serve: read from daily sums, which can be counted again from the journal. */
final class FigureBook {
    private static final int PAGE = 200;
    /** What happened before midnight may be kept a little after it. */
    private static final Duration DAY_IS_OVER_AFTER = Duration.ofHours(1);

    private final KnowledgeBase base;
    private final UnitOfWork store;
    private final InstantSource clock;

    FigureBook(KnowledgeBase base, UnitOfWork store, InstantSource clock) {
        this.base = base;
        this.store = store;
        this.clock = clock;
    }

    KnowledgeFigures read(LocalDate from, LocalDate to, @Nullable Locale languageOrNull) {
        record Sums(List<ArticleFigures> articles, List<TalkFigures> talks) {}
        Sums sums = store.inTransaction((Transaction tx) ->
                new Sums(tx.figures().articles(from, to), tx.figures().talks(from, to)));
        Map<ArticleId, StoredArticle> known = known();
        List<KnowledgeFigures.OfArticle> articles = sums.articles().stream()
                .map(figures -> named(figures, known.get(figures.article())))
                .filter(each -> languageOrNull == null
                        || (each.languageOrNull() != null
                                && ArticleFilter.speaks(each.languageOrNull(), languageOrNull)))
                .sorted(Comparator.comparingLong((KnowledgeFigures.OfArticle each) ->
                                each.figures().shown())
                        .reversed()
                        .thenComparing(each -> each.article().value()))
                .toList();
        sums.articles().stream()
                .filter(figures -> figures.shown() > 0)
                .forEach(figures -> known.remove(figures.article()));
        List<StoredArticle> neverShown = known.values().stream()
                .filter(StoredArticle::served)
                .filter(article -> ArticleFilter.speaks(article.content().language(), languageOrNull))
                .sorted(StoredArticle.BY_TITLE)
                .toList();
        List<TalkFigures> talks = sums.talks().stream()
                .filter(figures -> ArticleFilter.speaks(figures.language(), languageOrNull))
                .sorted(Comparator.comparingLong(TalkFigures::ended)
                        .reversed()
                        .thenComparing(figures -> figures.language().toLanguageTag()))
                .toList();
        return new KnowledgeFigures(articles, neverShown, talks);
    }

    private Map<ArticleId, StoredArticle> known() {
        return base instanceof EditsArticles edits
                ? edits.list(ArticleFilter.ALL, Integer.MAX_VALUE).stream()
                        .collect(Collectors.toMap(StoredArticle::id, Function.identity(), (a, b) -> a, HashMap::new))
                : new HashMap<>();
    }

    private KnowledgeFigures.OfArticle named(ArticleFigures figures, @Nullable StoredArticle stored) {
        if (stored != null) {
            return new KnowledgeFigures.OfArticle(
                    figures, stored.content().title(), stored.content().language());
        }
        Article article = base.find(figures.article()).orElse(null);
        return article == null
                ? new KnowledgeFigures.OfArticle(figures, null, null)
                : new KnowledgeFigures.OfArticle(figures, article.title(), article.language());
    }

    /** Counts the days that are over again, and replaces what was counted as it went. */
    CompletionStage<Integer> recount(JournalWriter writer, Executor executor) {
        return CompletableFuture.supplyAsync(this::counted, executor).thenCompose(recount -> {
            CompletionStage<?> replaced = CompletableFuture.completedFuture(true);
            for (Recount.Part part : recount.parts()) {
                replaced = replaced.thenCompose(done -> writer.write(step -> {
                    part.replace(step.tx());
                    return true;
                }));
            }
            return replaced.thenApply(done -> recount.conversations());
        });
    }

    private Recount counted() {
        Recount recount =
                new Recount(Tally.day(clock.instant().minus(DAY_IS_OVER_AFTER)).minusDays(1));
        ConversationId after = null;
        List<Conversation> page;
        do {
            ConversationId from = after;
            page = store.inTransaction((Transaction tx) -> {
                List<Conversation> found = tx.conversations().page(from, PAGE);
                found.forEach(conversation -> recount.add(conversation, tx.journal()));
                return found;
            });
            after = page.isEmpty() ? null : page.get(page.size() - 1).id();
        } while (page.size() == PAGE);
        return recount;
    }
}
