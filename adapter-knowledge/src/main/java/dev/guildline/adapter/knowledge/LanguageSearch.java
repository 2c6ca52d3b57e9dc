package dev.guildline.adapter.knowledge;

import dev.guildline.core.knowledge.Article;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the articles of one language: by their words, and once their vectors are there by their meaning as well.
 * Thread-safe.
 */
final class LanguageSearch {
    private static final int SHOWN = 10;
    private static final int WIDTH = 50;
    private static final double LIKENESS_IN_WORDS = 0.3;
    private static final double LIKENESS_IN_BOTH = 0.4;
    /** What an article on another subject scores; a small base has too few of them to tell. */
    private static final double UNLIKE = 0.15;

    private final Locale language;
    private final LanguageIndex index;
    private final Embeddings embeddings;
    private final @Nullable CompletableFuture<ArticleVectors> vectors;

    private LanguageSearch(
            Locale language,
            LanguageIndex index,
            Embeddings embeddings,
            @Nullable CompletableFuture<ArticleVectors> vectors) {
        this.language = language;
        this.index = index;
        this.embeddings = embeddings;
        this.vectors = vectors;
    }

    static LanguageSearch over(Locale language, List<Article> articles, Embeddings embeddings) throws IOException {
        return new LanguageSearch(
                language,
                LanguageIndex.build(language, articles),
                embeddings,
                embeddings.serves() ? embeddings.vectors(articles) : null);
    }

    /**
     * An article that may answer.
     *
     * @param article which
     * @param confidence how well it fits, 0 to 1
     */
    record Candidate(Article article, double confidence) {}

    /**
     * What was found.
     *
     * @param candidates best first
     * @param needed the confidence that matters; it depends on how was searched
     */
    record Ranking(List<Candidate> candidates, Confidence needed) {
        boolean isUseful() {
            return candidates.stream().anyMatch(candidate -> candidate.confidence() >= needed.suggest());
        }
    }

    /**
     * A question as it was understood.
     *
     * @param text its words, with slips put right where the language's spelling is known
     * @param weights its terms and what each is worth
     */
    record Asked(String text, Map<String, Double> weights) {}

    /** Reads a question. */
    Asked read(String question) {
        String text = index.corrected(question);
        return new Asked(text, index.weights(text));
    }

    /** Ranks the articles for a question. */
    Ranking rank(Asked asked) throws IOException {
        ArticleVectors known = vectors == null ? null : vectors.getNow(null);
        float[] meaning = known == null ? null : embeddings.question(asked.text());
        return known == null || meaning == null ? byWords(asked.weights()) : byBoth(asked.weights(), known, meaning);
    }

    /**
     * The order is that of the scores: measured, it is better than that of the confidence, which is for telling a good
     * match from a poor one.
     */
    private Ranking byWords(Map<String, Double> weights) throws IOException {
        List<LanguageIndex.Scored> found = index.search(weights, Standing.width());
        double discount = Standing.discount(
                LIKENESS_IN_WORDS, found.stream().map(Confidence::ofWords).toList(), 0);
        List<Candidate> candidates = found.stream()
                .limit(SHOWN)
                .map(scored -> new Candidate(scored.article(), Math.max(0, Confidence.of(scored) - discount)))
                .toList();
        return new Ranking(candidates, Confidence.byWords(language));
    }

    private Ranking byBoth(Map<String, Double> weights, ArticleVectors known, float[] meaning) throws IOException {
        Map<Integer, Double> scores = index.scores(weights, WIDTH);
        Set<Integer> onlyMeaning = new HashSet<>();
        for (int place : known.closest(meaning, WIDTH)) {
            if (!scores.containsKey(place)) {
                onlyMeaning.add(place);
            }
        }
        // With less than the whole width found, the others share no word with the question.
        if (scores.size() >= WIDTH) {
            scores.putAll(index.scores(weights, onlyMeaning));
        }
        Set<Integer> places = new HashSet<>(scores.keySet());
        places.addAll(onlyMeaning);
        List<Candidate> scored = new ArrayList<>();
        for (int place : places) {
            double score = Confidence.of(language, scores.getOrDefault(place, 0.0), known.closeness(place, meaning));
            scored.add(new Candidate(index.articles().get(place), score));
        }
        scored.sort(Comparator.comparingDouble(Candidate::confidence)
                .reversed()
                .thenComparing(candidate -> candidate.article().id().value()));
        double discount = Standing.discount(
                LIKENESS_IN_BOTH, scored.stream().map(Candidate::confidence).toList(), UNLIKE);
        List<Candidate> candidates = scored.stream()
                .limit(SHOWN)
                .map(each -> new Candidate(each.article(), Math.max(0, each.confidence() - discount)))
                .toList();
        return new Ranking(candidates, Confidence.byBoth(language));
    }

    LanguageIndex index() {
        return index;
    }

    /** Whether nothing is waited for any more. */
    boolean isComplete() {
        return vectors == null || vectors.isDone();
    }

    /** Completed when this language is searched as well as it ever will be; never, where the model fails. */
    CompletableFuture<?> complete() {
        return vectors == null ? CompletableFuture.completedFuture(null) : vectors;
    }

    /** Its articles are not searched any more: their vectors need not be waited for. */
    void drop() {
        if (vectors != null) {
            vectors.cancel(false);
        }
    }
}
