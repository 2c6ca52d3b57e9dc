package dev.guildline.core.memory;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A handful of articles in memory, found by the words they share with the question. Good for a first try; use a real
 * search for more. Unchangeable and therefore thread-safe.
 */
public final class InMemoryKnowledgeBase implements KnowledgeBase {
    private static final double WORTH_SHOWING = 0.2;
    private static final int LONGEST_EXCERPT = 300;

    private final List<Article> articles;

    /**
     * Keeps articles.
     *
     * @param articles all there are
     */
    public InMemoryKnowledgeBase(List<Article> articles) {
        this.articles = List.copyOf(articles);
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
        return articles.stream().filter(a -> a.id().equals(id)).findFirst();
    }

    @Override
    public List<Article> labelled(String label, Locale locale, int limit) {
        List<Article> found =
                inLanguage(locale).filter(a -> a.labels().contains(label)).toList();
        return (found.isEmpty() ? articles.stream().filter(a -> a.labels().contains(label)) : found.stream())
                .sorted(Comparator.comparing(Article::title))
                .limit(limit)
                .toList();
    }

    private Stream<Article> inLanguage(Locale locale) {
        return articles.stream().filter(a -> a.language().getLanguage().equals(locale.getLanguage()));
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
}
