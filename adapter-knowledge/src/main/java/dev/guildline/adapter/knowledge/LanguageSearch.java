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
                embeddings.serves(language) ? embeddings.vectors(articles) : null);
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
     * Ranks.
     *
     * @param question what is asked
     * @param weights its terms, as the index gave them
     */
    Ranking rank(String question, Map<String, Double> weights) throws IOException {
        ArticleVectors known = vectors == null ? null : vectors.getNow(null);
        float[] asked = known == null ? null : embeddings.question(question);
        return known == null || asked == null ? byWords(weights) : byBoth(weights, known.cosines(asked));
    }

    /**
     * The order is that of the scores: measured, it is better than that of the confidence, which is for telling a good
     * match from a poor one.
     */
    private Ranking byWords(Map<String, Double> weights) throws IOException {
        List<Candidate> candidates = index.search(weights, SHOWN).stream()
                .map(scored -> new Candidate(scored.article(), Confidence.of(scored)))
                .toList();
        return new Ranking(candidates, Confidence.byWords(language));
    }

    private Ranking byBoth(Map<String, Double> weights, double[] cosines) throws IOException {
        Map<Integer, Double> scores = index.scores(weights, WIDTH);
        Set<Integer> onlyMeaning = new HashSet<>();
        for (int place : ArticleVectors.highest(cosines, WIDTH)) {
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
        List<Candidate> candidates = new ArrayList<>();
        for (int place : places) {
            double confidence = Confidence.of(scores.getOrDefault(place, 0.0), cosines[place]);
            candidates.add(new Candidate(index.articles().get(place), confidence));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::confidence)
                .reversed()
                .thenComparing(candidate -> candidate.article().id().value()));
        return new Ranking(
                List.copyOf(candidates.subList(0, Math.min(SHOWN, candidates.size()))), Confidence.byBoth(language));
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
