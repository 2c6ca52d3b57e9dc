package dev.guildline.adapter.knowledge;

import java.util.Locale;
import java.util.Map;

/**
 * From which confidence on an article is worth showing in a language, and from which it is the answer. Measured per
 * language: figures of different languages cannot be compared.
 *
 * @param suggest shown from here on
 * @param answer given as the answer from here on; above 1: never
 */
record Confidence(double suggest, double answer) {
    private static final double NEVER = 2;
    private static final double HALF_SATURATED = 20;
    private static final Confidence UNMEASURED = new Confidence(0.12, NEVER);
    private static final Map<String, Confidence> MEASURED = Map.of(
            "en", new Confidence(0.17, 0.48),
            "es", new Confidence(0.12, 0.20),
            "ja", new Confidence(0.49, 0.55),
            "zh", new Confidence(0.34, NEVER));

    static Confidence in(Locale language) {
        return MEASURED.getOrDefault(language.getLanguage(), UNMEASURED);
    }

    /** How well an article fits, 0 to 1: its score, less the more of the question it leaves out. */
    static double of(LanguageIndex.Scored scored) {
        return scored.score() / (scored.score() + HALF_SATURATED) * (0.5 + 0.5 * scored.coverage());
    }
}
