package dev.guildline.adapter.languagemodel;

import java.util.Locale;

/** Finds the instructions of a model in what it answers. They are no secret, but nothing for customers either. */
final class Leak {
    private static final int LONGEST_CHANCE = 32;
    private static final String INSTRUCTIONS = bare(Question.INSTRUCTIONS);

    private Leak() {}

    static boolean isIn(String answer) {
        String bare = bare(answer);
        for (int from = 0; from + LONGEST_CHANCE <= bare.length(); from++) {
            if (INSTRUCTIONS.contains(bare.substring(from, from + LONGEST_CHANCE))) {
                return true;
            }
        }
        return false;
    }

    private static String bare(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ");
    }
}
