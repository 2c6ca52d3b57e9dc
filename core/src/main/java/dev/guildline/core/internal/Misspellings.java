package dev.guildline.core.internal;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts slips of the keyboard right, for a small vocabulary: one changed, missing, added or swapped letter, two in long
 * words, and a forgotten space. Words that only look like a slip are left alone.
 */
final class Misspellings {
    private static final Pattern WORD = Pattern.compile("[a-z']{4,}");
    private static final int LONG = 8;
    private static final List<String> SMALL_WORDS = List.of("to", "with", "a", "an", "the", "me", "i", "u", "you");

    private final Set<String> vocabulary;
    private final Set<String> kept;

    Misspellings(Set<String> vocabulary, Set<String> kept) {
        this.vocabulary = Set.copyOf(vocabulary);
        this.kept = Set.copyOf(kept);
    }

    String repaired(String text) {
        if (vocabulary.isEmpty()) {
            return text;
        }
        return WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(word(found.group())));
    }

    private String word(String written) {
        if (vocabulary.contains(written) || kept.contains(written)) {
            return written;
        }
        for (String small : SMALL_WORDS) {
            if (written.startsWith(small) && vocabulary.contains(written.substring(small.length()))) {
                return small + " " + written.substring(small.length());
            }
            if (written.endsWith(small)
                    && vocabulary.contains(written.substring(0, written.length() - small.length()))) {
                return written.substring(0, written.length() - small.length()) + " " + small;
            }
        }
        String nearest = written;
        int least = Integer.MAX_VALUE;
        for (String known : vocabulary) {
            int bound = known.length() >= LONG ? 2 : 1;
            if (Math.abs(known.length() - written.length()) <= bound && beginsAlike(written, known)) {
                int distance = distance(written, known);
                if (distance <= bound && distance < least) {
                    least = distance;
                    nearest = known;
                }
            }
        }
        return nearest;
    }

    /** The first letter is rarely wrong, though it may have changed places with the second. */
    private static boolean beginsAlike(String written, String known) {
        return written.charAt(0) == known.charAt(0) || written.charAt(1) == known.charAt(0);
    }

    /** Damerau's: letters changed, missing, added, or swapped with their neighbour. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            steps[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            steps[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
