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
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All articles of one moment with their indexes. Never changes once built; thread-safe. */
final class ArticleLibrary {
    private final Map<ArticleId, Article> byId;
    private final Map<Locale, LanguageSearch> searches;
    private final Locale defaultLanguage;

    private ArticleLibrary(Map<ArticleId, Article> byId, Map<Locale, LanguageSearch> searches, Locale defaultLanguage) {
        this.byId = byId;
        this.searches = searches;
        this.defaultLanguage = defaultLanguage;
    }

    static ArticleLibrary build(List<Article> articles, Locale defaultLanguage, SentenceModels models)
            throws IOException {
        Map<Locale, List<Article>> byLanguage = articles.stream()
                .collect(Collectors.groupingBy(
                        Article::language,
                        () -> new TreeMap<>(Comparator.comparing(Locale::toLanguageTag)),
                        Collectors.toList()));
        Map<Locale, LanguageSearch> searches = new TreeMap<>(Comparator.comparing(Locale::toLanguageTag));
        for (Map.Entry<Locale, List<Article>> each : byLanguage.entrySet()) {
            searches.put(
                    each.getKey(),
                    LanguageSearch.over(each.getKey(), each.getValue(), models.forLanguage(each.getKey())));
        }
        Map<ArticleId, Article> byId =
                articles.stream().collect(Collectors.toUnmodifiableMap(Article::id, Function.identity()));
        return new ArticleLibrary(byId, searches, defaultLanguage);
    }

    SearchResult search(KnowledgeQuery query) throws IOException {
        String question = QuestionText.of(query.text());
        for (LanguageSearch search : languagesFor(question, query.locale())) {
            LanguageSearch.Asked asked = search.read(question);
            LanguageSearch.Ranking ranking = search.rank(asked);
            if (ranking.isUseful()) {
                return matches(ranking, search.index(), asked.weights(), query.limit());
            }
        }
        return new SearchResult.NothingUseful();
    }

    /**
     * What a search goes by, also where it would show nothing.
     *
     * @param text what the customer wrote
     * @param customer the customer's language
     * @return the ranking that would be shown from; else that of the language that fits best, empty if none does
     */
    Optional<LanguageSearch.Ranking> rank(String text, Locale customer) throws IOException {
        String question = QuestionText.of(text);
        LanguageSearch.Ranking first = null;
        for (LanguageSearch search : languagesFor(question, customer)) {
            LanguageSearch.Ranking ranking = search.rank(search.read(question));
            if (ranking.isUseful()) {
                return Optional.of(ranking);
            }
            first = first == null ? ranking : first;
        }
        return Optional.ofNullable(first);
    }

    private List<LanguageSearch> languagesFor(String question, Locale customer) {
        return Languages.forQuestion(question, customer, defaultLanguage, searches.keySet()).stream()
                .flatMap(language -> Stream.ofNullable(searches.get(language)))
                .toList();
    }

    private static SearchResult matches(
            LanguageSearch.Ranking ranking, LanguageIndex index, Map<String, Double> weights, int limit) {
        Confidence needed = ranking.needed();
        List<ArticleMatch> matches = ranking.candidates().stream()
                .filter(candidate -> candidate.confidence() >= needed.further())
                .limit(limit)
                .map(candidate -> new ArticleMatch(
                        candidate.article(), candidate.confidence(), Excerpts.of(candidate.article(), weights, index)))
                .toList();
        return new SearchResult.Matches(matches, matches.get(0).confidence() >= needed.answer());
    }

    /** Completed when every language is searched as well as it ever will be; never, where the model fails. */
    CompletableFuture<Void> complete() {
        return CompletableFuture.allOf(
                searches.values().stream().map(LanguageSearch::complete).toArray(CompletableFuture<?>[]::new));
    }

    /** Whether no vectors are waited for. */
    boolean isComplete() {
        return searches.values().stream().allMatch(LanguageSearch::isComplete);
    }

    /** Another library has taken over. Searches already under way end normally. */
    void drop() {
        searches.values().forEach(LanguageSearch::drop);
    }

    List<Article> articles() {
        return List.copyOf(byId.values());
    }

    Optional<Article> find(ArticleId id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<Article> labelled(String label, Locale locale, int limit) {
        List<Locale> wished = new ArrayList<>(Languages.serving(locale, searches.keySet()));
        wished.addAll(Languages.serving(defaultLanguage, searches.keySet()));
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
        LanguageSearch search = searches.get(language);
        return search == null ? List.of() : search.index().articles();
    }

    /** The language of a message, if its words tell it for certain. */
    Optional<Locale> languageOf(String message) {
        return LanguageGuess.guess(QuestionText.of(message))
                .filter(guess -> guess.sure()
                        || !Languages.serving(guess.language(), searches.keySet())
                                .isEmpty())
                .map(LanguageGuess.Guess::language);
    }

    /** The languages with articles, those that serve readers of the default language first. */
    List<Locale> locales() {
        List<Locale> locales = new ArrayList<>(Languages.serving(defaultLanguage, searches.keySet()));
        searches.keySet().stream().filter(each -> !locales.contains(each)).forEach(locales::add);
        return locales;
    }

    int size() {
        return byId.size();
    }

    List<String> languages() {
        return searches.keySet().stream().map(Locale::toLanguageTag).toList();
    }
}
