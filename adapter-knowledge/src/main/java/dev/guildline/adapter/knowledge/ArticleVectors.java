package dev.guildline.adapter.knowledge;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Where the texts of the articles of one language lie in space. Never changes once built; thread-safe. */
final class ArticleVectors {
    private final List<float[][]> byArticle;

    /**
     * Keeps vectors.
     *
     * @param byArticle those of each article, all of length one
     */
    ArticleVectors(List<float[][]> byArticle) {
        this.byArticle = List.copyOf(byArticle);
    }

    /** How close each article comes to a question: the cosine of its closest text, at least 0. */
    double[] cosines(float[] question) {
        double[] cosines = new double[byArticle.size()];
        for (int place = 0; place < cosines.length; place++) {
            double best = 0;
            for (float[] text : byArticle.get(place)) {
                best = Math.max(best, dot(question, text));
            }
            cosines[place] = Math.min(1, best);
        }
        return cosines;
    }

    /** The places of the highest values. */
    static int[] highest(double[] values, int count) {
        if (values.length <= count) {
            return IntStream.range(0, values.length).toArray();
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double least = sorted[sorted.length - count];
        return IntStream.range(0, values.length)
                .filter(place -> values[place] >= least && values[place] > 0)
                .limit(2L * count)
                .toArray();
    }

    private static float dot(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
