package dev.guildline.core.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds texts that share most of their words: the share of common words in all words of both. Looks only at texts that
 * share a word, by way of an index, so that thousands of texts take milliseconds. For one thread.
 */
public final class WordOverlap {
    /** A word that so many texts share tells next to nothing; walking all of them would cost the most. */
    private static final int MOST_TEXTS_OF_A_WORD = 400;

    private final double least;
    private final List<Integer> sizes = new ArrayList<>();
    private final Map<String, List<Integer>> byWord = new HashMap<>();

    /**
     * Without any text.
     *
     * @param least the share from which two texts are alike, above 0 up to 1
     */
    public WordOverlap(double least) {
        this.least = least;
    }

    /**
     * Adds a text.
     *
     * @param words its words
     */
    public void add(Set<String> words) {
        int place = sizes.size();
        sizes.add(words.size());
        words.forEach(
                word -> byWord.computeIfAbsent(word, w -> new ArrayList<>()).add(place));
    }

    /**
     * The text that is most like another one.
     *
     * @param words the other one's words
     * @return its place, counted from 0 in the order added; the first of several; -1 if none is alike
     */
    public int mostLike(Set<String> words) {
        Map<Integer, Integer> common = new HashMap<>();
        for (String word : words) {
            List<Integer> places = byWord.getOrDefault(word, List.of());
            int from = Math.max(0, places.size() - MOST_TEXTS_OF_A_WORD);
            places.subList(from, places.size()).forEach(place -> common.merge(place, 1, Integer::sum));
        }
        int best = -1;
        double bestShare = 0;
        for (Map.Entry<Integer, Integer> each : common.entrySet()) {
            int place = each.getKey();
            double share = each.getValue() / (double) (words.size() + sizes.get(place) - each.getValue());
            if (share >= least && (share > bestShare || (share == bestShare && place < best))) {
                best = place;
                bestShare = share;
            }
        }
        return best;
    }

    /**
     * Puts texts to those that they are like, each to one of the known ones or to an earlier one of the fresh ones that
     * is like none.
     *
     * @param known the words of known texts
     * @param fresh the words of further texts
     * @param least the share from which two texts are alike
     * @return for each fresh text the place of the one it is like: among the known ones, and behind them among the fresh
     *     ones; its own place if it is like none
     */
    public static List<Integer> alike(List<Set<String>> known, List<Set<String>> fresh, double least) {
        WordOverlap leaders = new WordOverlap(least);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            leaders.add(known.get(i));
            places.add(i);
        }
        List<Integer> result = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            int like = leaders.mostLike(fresh.get(i));
            if (like < 0) {
                leaders.add(fresh.get(i));
                places.add(known.size() + i);
                result.add(known.size() + i);
            } else {
                result.add(places.get(like));
            }
        }
        return result;
    }
}
