package dev.guildline.adapter.knowledge;

import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 whose worth of a rare word does not shrink with the base: among five articles a word that one of them has tells
 * as much as among some hundred. Otherwise a young base would stay silent, and thresholds would have to grow with it.
 */
final class Rarity extends BM25Similarity {
    private static final long FEWEST = 200;

    static double of(long frequency, long count) {
        return Math.log(1 + (Math.max(count, FEWEST) - frequency + 0.5) / (frequency + 0.5));
    }

    @Override
    protected float idf(long frequency, long count) {
        return (float) of(frequency, count);
    }
}
