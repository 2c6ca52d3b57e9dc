package dev.guildline.adapter.knowledge;

import java.util.Locale;
import java.util.Map;

/**
 * From which confidence on an article is worth showing in a language, and from which it is the answer. Measured per
 * language and way of searching: figures of different ones cannot be compared.
 *
 * @param suggest shown from here on
 * @param further where one is shown, others are shown beside it from here on
 * @param answer given as the answer from here on; above 1: never
 */
record Confidence(double suggest, double further, double answer) {
    private static final double NEVER = 2;
    private static final double HALF_SATURATED = 20;
    private static final double HALF_SATURATED_BESIDE_MEANING = 25;
    private static final double WORDS_BESIDE_MEANING = 0.4;
    /** Pairs of characters tell more than words cut at spaces do. */
    private static final double WORDS_BESIDE_CHINESE_MEANING = 0.6;

    private static final Confidence UNMEASURED = words(0.10, NEVER);
    private static final Map<String, Confidence> MEASURED = Map.of(
            "en", words(0.14, 0.36),
            "es", words(0.10, 0.18),
            "ja", words(0.31, 0.38),
            "zh", words(0.23, NEVER));
    private static final Confidence UNMEASURED_BY_BOTH = new Confidence(0.35, 0.25, NEVER);
    private static final Map<String, Confidence> MEASURED_BY_BOTH = Map.of(
            "en", new Confidence(0.32, 0.22, 0.52),
            "zh", new Confidence(0.35, 0.25, NEVER));

    private static Confidence words(double suggest, double answer) {
        return new Confidence(suggest, suggest, answer);
    }

    /** What is needed where only words are compared. */
    static Confidence byWords(Locale language) {
        return MEASURED.getOrDefault(language.getLanguage(), UNMEASURED);
    }

    /** What is needed where words and meaning are compared. */
    static Confidence byBoth(Locale language) {
        return MEASURED_BY_BOTH.getOrDefault(language.getLanguage(), UNMEASURED_BY_BOTH);
    }

    /** How well an article fits, 0 to 1: its score, less the more of the question it leaves out. */
    static double of(LanguageIndex.Scored scored) {
        return ofWords(scored) * (0.5 + 0.5 * scored.coverage());
    }

    /** How much an article shares with the question, 0 to 1. */
    static double ofWords(LanguageIndex.Scored scored) {
        return saturated(scored.score(), HALF_SATURATED);
    }

    /** How well an article of a language fits by words and meaning, 0 to 1. */
    static double of(Locale language, double score, double closeness) {
        double words = language.getLanguage().equals("zh") ? WORDS_BESIDE_CHINESE_MEANING : WORDS_BESIDE_MEANING;
        return words * saturated(score, HALF_SATURATED_BESIDE_MEANING) + (1 - words) * closeness;
    }

    private static double saturated(double score, double half) {
        return score / (score + half);
    }
}
