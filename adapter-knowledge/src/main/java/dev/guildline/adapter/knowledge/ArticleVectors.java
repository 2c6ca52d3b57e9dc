package dev.guildline.adapter.knowledge;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where the texts of the articles of one language lie in space. Never changes once built; thread-safe. */
final class ArticleVectors {
    /** Up to here all are compared; beyond, a sketch of each tells which are worth it. */
    static final int COMPARED = 20_000;

    private static final double CLOSEST_WEIGHT = 2 / 3.0;
    private static final int SKETCHED = 1_500;

    private final List<PackedVector[]> byArticle;
    private final @Nullable PackedVector[] middles;
    private final @Nullable Sketches sketches;

    /**
     * Keeps vectors.
     *
     * @param byArticle those of each article, all of length one
     */
    ArticleVectors(List<PackedVector[]> byArticle) {
        this(byArticle, COMPARED);
    }

    ArticleVectors(List<PackedVector[]> byArticle, int compared) {
        this.byArticle = List.copyOf(byArticle);
        this.middles = byArticle.stream().map(ArticleVectors::middle).toArray(PackedVector[]::new);
        int texts = byArticle.stream().mapToInt(own -> own.length).sum();
        this.sketches = texts > compared ? Sketches.of(this.byArticle, texts) : null;
    }

    /** Where an article as a whole lies; null if it has no text. */
    private static @Nullable PackedVector middle(PackedVector[] texts) {
        if (texts.length == 0) {
            return null;
        }
        float[] sum = new float[texts[0].dimensions()];
        for (PackedVector text : texts) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += text.get(i);
            }
        }
        double squares = 0;
        for (float each : sum) {
            squares += (double) each * each;
        }
        float length = (float) Math.max(Math.sqrt(squares), 1e-12);
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= length;
        }
        return PackedVector.of(sum);
    }

    /**
     * How close an article comes to a question, 0 to 1: mostly its closest text, but one that is close as a whole is the
     * better answer.
     */
    double closeness(int place, float[] question) {
        PackedVector middle = middles[place];
        if (middle == null) {
            return 0;
        }
        double closest = -1;
        for (PackedVector text : byArticle.get(place)) {
            closest = Math.max(closest, text.dot(question));
        }
        double closeness = CLOSEST_WEIGHT * closest + (1 - CLOSEST_WEIGHT) * middle.dot(question);
        return Math.max(0, Math.min(1, closeness));
    }

    /** The places of the articles that come closest; in a large base one of them may be missed now and then. */
    int[] closest(float[] question, int count) {
        BitSet worth = new BitSet();
        if (sketches == null) {
            worth.set(0, byArticle.size());
        } else {
            sketches.closest(question, SKETCHED, worth::set);
        }
        int[] places = worth.stream().toArray();
        double[] closeness = IntStream.of(places)
                .mapToDouble(place -> closeness(place, question))
                .toArray();
        return IntStream.range(0, places.length)
                .filter(i -> closeness[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -closeness[i]))
                .limit(count)
                .mapToInt(i -> places[i])
                .toArray();
    }

    /** One bit per dimension of each text: on which side of the mean it lies. Comparing bits takes next to no time. */
    private static final class Sketches {
        private final float[] mean;
        private final int words;
        private final long[] bits;
        private final int[] owners;

        private Sketches(float[] mean, int texts) {
            this.mean = mean;
            this.words = (mean.length + Long.SIZE - 1) / Long.SIZE;
            this.bits = new long[texts * words];
            this.owners = new int[texts];
        }

        static Sketches of(List<PackedVector[]> byArticle, int texts) {
            PackedVector any = byArticle.stream()
                    .flatMap(Arrays::stream)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("there is no text to sketch"));
            float[] mean = new float[any.dimensions()];
            for (PackedVector[] own : byArticle) {
                for (PackedVector text : own) {
                    for (int i = 0; i < mean.length; i++) {
                        mean[i] += text.get(i) / texts;
                    }
                }
            }
            Sketches sketches = new Sketches(mean, texts);
            int row = 0;
            for (int place = 0; place < byArticle.size(); place++) {
                for (PackedVector text : byArticle.get(place)) {
                    sketches.owners[row] = place;
                    for (int i = 0; i < mean.length; i++) {
                        sketches.mark(row * sketches.words, i, text.get(i));
                    }
                    row++;
                }
            }
            return sketches;
        }

        private void mark(int from, int dimension, float value) {
            if (value > mean[dimension]) {
                bits[from + dimension / Long.SIZE] |= 1L << dimension;
            }
        }

        /** Tells the owners of so many closest texts, or some more where the last ones are equally close. */
        void closest(float[] question, int count, IntConsumer owner) {
            long[] asked = new long[words];
            for (int i = 0; i < mean.length; i++) {
                if (question[i] > mean[i]) {
                    asked[i / Long.SIZE] |= 1L << i;
                }
            }
            short[] distances = new short[owners.length];
            int[] having = new int[mean.length + 1];
            for (int row = 0; row < distances.length; row++) {
                int distance = 0;
                for (int word = 0; word < words; word++) {
                    distance += Long.bitCount(bits[row * words + word] ^ asked[word]);
                }
                distances[row] = (short) distance;
                having[distance]++;
            }
            int farthest = 0;
            for (int found = having[0]; found < count && farthest < mean.length; ) {
                found += having[++farthest];
            }
            for (int row = 0; row < distances.length; row++) {
                if (distances[row] <= farthest) {
                    owner.accept(owners[row]);
                }
            }
        }
    }
}
