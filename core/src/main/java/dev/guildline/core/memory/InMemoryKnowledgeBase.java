package dev.guildline.core.memory;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleContent;
import dev.guildline.core.knowledge.ArticleFilter;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.FieldProblem;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.knowledge.StoredArticle;
import dev.guildline.core.port.knowledge.EditsArticles;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A handful of articles in memory, found by the words they share with the question. Good for a first try; use a real
 * search for more. Thread-safe; what is edited is lost with the process.
 */
public final class InMemoryKnowledgeBase implements KnowledgeBase, EditsArticles {
    private static final double WORTH_SHOWING = 0.2;
    private static final int LONGEST_EXCERPT = 300;

    private final AtomicLong versions = new AtomicLong();
    /** Never changed once it is here: an edit puts another one in its place. */
    private volatile Map<ArticleId, Held> held;

    private record Held(ArticleContent content, String version, Article article) {
        boolean isServed() {
            LocalDate last = content.expiresOrNull();
            return !content.draft()
                    && (last == null || !LocalDate.now(ZoneOffset.UTC).isAfter(last));
        }

        StoredArticle stored() {
            String tie = content.translationOf().isEmpty() ? content.key() : content.translationOf();
            return new StoredArticle(article.id(), version, tie, isServed(), content);
        }
    }

    /**
     * Keeps articles.
     *
     * @param articles all there are
     */
    public InMemoryKnowledgeBase(List<Article> articles) {
        Map<ArticleId, Held> given = new LinkedHashMap<>();
        for (Article article : articles) {
            ArticleContent content = new ArticleContent(
                    article.id().value(),
                    article.language(),
                    article.title(),
                    article.category(),
                    article.body(),
                    article.questions(),
                    article.url().map(URI::toString).orElse(""),
                    article.labels(),
                    false,
                    null,
                    "");
            given.putIfAbsent(article.id(), new Held(content, version(), article));
        }
        held = given;
    }

    private String version() {
        return Long.toString(versions.incrementAndGet());
    }

    @Override
    public SearchResult search(KnowledgeQuery query) {
        Set<String> asked = words(query.text());
        if (asked.isEmpty()) {
            return new SearchResult.NothingUseful();
        }
        List<ArticleMatch> best = inLanguage(query.locale())
                .map(a -> new ArticleMatch(a, share(asked, a), excerpt(a)))
                .filter(m -> m.confidence() >= WORTH_SHOWING)
                .sorted(Comparator.comparingDouble(ArticleMatch::confidence).reversed())
                .limit(query.limit())
                .toList();
        return best.isEmpty() ? new SearchResult.NothingUseful() : new SearchResult.Matches(best, false);
    }

    @Override
    public Optional<Article> find(ArticleId id) {
        return Optional.ofNullable(held.get(id)).filter(Held::isServed).map(Held::article);
    }

    @Override
    public List<Article> labelled(String label, Locale locale, int limit) {
        List<Article> found =
                inLanguage(locale).filter(a -> a.labels().contains(label)).toList();
        return (found.isEmpty() ? served().filter(a -> a.labels().contains(label)) : found.stream())
                .sorted(Comparator.comparing(Article::title))
                .limit(limit)
                .toList();
    }

    private Stream<Article> served() {
        return held.values().stream().filter(Held::isServed).map(Held::article);
    }

    private Stream<Article> inLanguage(Locale locale) {
        return served().filter(a -> a.language().getLanguage().equals(locale.getLanguage()));
    }

    private static double share(Set<String> asked, Article article) {
        Set<String> known = words(article.title() + " " + String.join(" ", article.questions()) + " " + article.body());
        return asked.stream().filter(known::contains).count() / (double) asked.size();
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(w -> w.length() > 2)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String excerpt(Article article) {
        String body = article.body();
        return body.codePointCount(0, body.length()) <= LONGEST_EXCERPT
                ? body
                : body.substring(0, body.offsetByCodePoints(0, LONGEST_EXCERPT - 1)) + "…";
    }

    @Override
    public List<StoredArticle> list(ArticleFilter filter, int limit) {
        return held.values().stream()
                .map(Held::stored)
                .filter(filter::accepts)
                .sorted(StoredArticle.BY_TITLE)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<StoredArticle> stored(ArticleId id) {
        return Optional.ofNullable(held.get(id)).map(Held::stored);
    }

    @Override
    public synchronized EditOutcome create(ArticleContent content) {
        List<FieldProblem> problems = content.problems();
        if (!problems.isEmpty()) {
            return new EditOutcome.Invalid(problems);
        }
        String language = content.language().toLanguageTag();
        String key = content.key();
        if (key.isEmpty()) {
            String made = ArticleContent.keyOf(content.title());
            key = made;
            for (int i = 2; held.containsKey(new ArticleId(language + "/" + key)); i++) {
                key = made + "-" + i;
            }
        }
        ArticleId id = new ArticleId(language + "/" + key);
        return held.containsKey(id)
                ? new EditOutcome.Invalid(List.of(new FieldProblem("key", "there is an article " + id + " already")))
                : keep(id, content.withKey(key));
    }

    @Override
    public synchronized EditOutcome change(ArticleId id, String version, ArticleContent content) {
        Held before = held.get(id);
        if (before == null) {
            return new EditOutcome.UnknownArticle();
        }
        ArticleContent next =
                content.key().isEmpty() ? content.withKey(before.content().key()) : content;
        List<FieldProblem> problems = next.problemsInsteadOf(before.content());
        if (!problems.isEmpty()) {
            return new EditOutcome.Invalid(problems);
        }
        return before.version().equals(version) ? keep(id, next) : new EditOutcome.Conflict(before.stored());
    }

    @Override
    public synchronized EditOutcome delete(ArticleId id, String version) {
        Held before = held.get(id);
        if (before == null) {
            return new EditOutcome.UnknownArticle();
        }
        if (!before.version().equals(version)) {
            return new EditOutcome.Conflict(before.stored());
        }
        Map<ArticleId, Held> next = new LinkedHashMap<>(held);
        next.remove(id);
        held = next;
        return new EditOutcome.Deleted();
    }

    private EditOutcome keep(ArticleId id, ArticleContent content) {
        Article article = new Article(
                id,
                content.language(),
                content.title(),
                content.category(),
                content.body(),
                content.questions(),
                content.url().isEmpty() ? null : URI.create(content.url()),
                content.labels());
        Held kept = new Held(content, version(), article);
        Map<ArticleId, Held> next = new LinkedHashMap<>(held);
        next.put(id, kept);
        held = next;
        return new EditOutcome.Done(kept.stored());
    }
}
