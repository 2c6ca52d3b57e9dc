package dev.guildline.adapter.knowledge;

import java.util.Locale;
import org.apache.lucene.search.similarities.BM25Similarity;

/**
 * BM25 whose worth of a rare word does not shrink with the base: among five articles a word that one of them has tells
 * as much as among some hundred. Otherwise a young base would stay silent, and thresholds would have to grow with it.
 */
final class Rarity extends BM25Similarity {
    private static final long FEWEST = 200;
    private static final float SATURATION = 1.2f;
    private static final float LENGTH_COUNTS = 0.75f;
    private static final float LENGTH_COUNTS_IN_CHINESE = 0.9f;

    /** For the articles of a language. In Chinese a long text has nearly every character somewhere. */
    Rarity(Locale language) {
        // Pairs and singles of characters share their places. Lengths must count both, as the mean length does.
        super(SATURATION, language.getLanguage().equals("zh") ? LENGTH_COUNTS_IN_CHINESE : LENGTH_COUNTS, false);
    }

    static double of(long frequency, long count) {
        return Math.log(1 + (Math.max(count, FEWEST) - frequency + 0.5) / (frequency + 0.5));
    }

    @Override
    protected float idf(long frequency, long count) {
        return (float) of(frequency, count);
    }
}
