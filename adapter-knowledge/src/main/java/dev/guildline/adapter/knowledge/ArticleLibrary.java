package dev.guildline.adapter.knowledge;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.knowledge.ArticleMatch;
import dev.guildline.core.knowledge.KnowledgeQuery;
import dev.guildline.core.knowledge.SearchResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All articles of one moment with their indexes. Never changes once built; thread-safe. */
final class ArticleLibrary {
    private static final int CANDIDATES = 10;

    private final Map<ArticleId, Article> byId;
    private final Map<Locale, LanguageIndex> indexes;
    private final Locale defaultLanguage;

    private ArticleLibrary(Map<ArticleId, Article> byId, Map<Locale, LanguageIndex> indexes, Locale defaultLanguage) {
        this.byId = byId;
        this.indexes = indexes;
        this.defaultLanguage = defaultLanguage;
    }

    static ArticleLibrary build(List<Article> articles, Locale defaultLanguage) throws IOException {
        Map<Locale, List<Article>> byLanguage = articles.stream()
                .collect(Collectors.groupingBy(
                        Article::language,
                        () -> new TreeMap<>(Comparator.comparing(Locale::toLanguageTag)),
                        Collectors.toList()));
        Map<Locale, LanguageIndex> indexes = new TreeMap<>(Comparator.comparing(Locale::toLanguageTag));
        for (Map.Entry<Locale, List<Article>> each : byLanguage.entrySet()) {
            indexes.put(each.getKey(), LanguageIndex.build(each.getKey(), each.getValue()));
        }
        Map<ArticleId, Article> byId =
                articles.stream().collect(Collectors.toUnmodifiableMap(Article::id, Function.identity()));
        return new ArticleLibrary(byId, indexes, defaultLanguage);
    }

    SearchResult search(KnowledgeQuery query) throws IOException {
        String question = QuestionText.of(query.text());
        for (Locale language : Languages.forQuestion(question, query.locale(), defaultLanguage, indexes.keySet())) {
            SearchResult result = search(question, language, query.limit());
            if (result instanceof SearchResult.Matches) {
                return result;
            }
        }
        return new SearchResult.NothingUseful();
    }

    private SearchResult search(String question, Locale language, int limit) throws IOException {
        LanguageIndex index = indexes.get(language);
        if (index == null) {
            return new SearchResult.NothingUseful();
        }
        Confidence needed = Confidence.in(language);
        Map<String, Double> weights = index.weights(question);
        List<ArticleMatch> matches = new ArrayList<>();
        for (Candidate candidate : ranked(index, weights)) {
            if (matches.size() < limit && candidate.confidence() >= needed.suggest()) {
                Article article = candidate.article();
                matches.add(new ArticleMatch(article, candidate.confidence(), Excerpts.of(article, weights, index)));
            }
        }
        return matches.isEmpty()
                ? new SearchResult.NothingUseful()
                : new SearchResult.Matches(matches, matches.get(0).confidence() >= needed.answer());
    }

    /**
     * An article that may answer.
     *
     * @param article which
     * @param confidence how well it fits, 0 to 1
     */
    record Candidate(Article article, double confidence) {}

    /**
     * The articles that share words with the question, best first. The order is that of the scores: measured, it is
     * better than that of the confidence, which is for telling a good match from a poor one.
     */
    static List<Candidate> ranked(LanguageIndex index, Map<String, Double> weights) throws IOException {
        return index.search(weights, CANDIDATES).stream()
                .map(scored -> new Candidate(scored.article(), Confidence.of(scored)))
                .toList();
    }

    Optional<Article> find(ArticleId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Article> labelled(String label, Locale locale, int limit) {
        List<Locale> wished = new ArrayList<>(Languages.serving(locale, indexes.keySet()));
        wished.addAll(Languages.serving(defaultLanguage, indexes.keySet()));
        for (Locale language : wished) {
            List<Article> labelled = articles(language).stream()
                    .filter(article -> article.labels().contains(label))
                    .sorted(Comparator.comparing(Article::title))
                    .limit(limit)
                    .toList();
            if (!labelled.isEmpty()) {
                return labelled;
            }
        }
        return List.of();
    }

    private List<Article> articles(Locale language) {
        LanguageIndex index = indexes.get(language);
        return index == null ? List.of() : index.articles();
    }

    int size() {
        return byId.size();
    }

    List<String> languages() {
        return indexes.keySet().stream().map(Locale::toLanguageTag).toList();
    }
}
