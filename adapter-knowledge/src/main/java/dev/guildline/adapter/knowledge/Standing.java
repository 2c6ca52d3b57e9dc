package dev.guildline.adapter.knowledge;

import java.util.List;

/**
 * How far the best articles stand out from those that come after them. A base about one subject comes close to any
 * question on it: there, close is not enough.
 */
final class Standing {
    /** Those on these ranks tell what being no answer looks like. */
    private static final int FROM = 4;

    private static final int TO = 20;

    private Standing() {}

    /** How many of the best have to be looked at. */
    static int width() {
        return TO;
    }

    /**
     * What to take off from the score of each article.
     *
     * @param share how much being like the others counts
     * @param best the scores, highest first
     * @param missing the score of those that are not there
     */
    static double discount(double share, List<Double> best, double missing) {
        double sum = 0;
        for (int rank = FROM; rank < TO; rank++) {
            sum += rank < best.size() ? best.get(rank) : missing;
        }
        return share * sum / (TO - FROM);
    }
}
