package dev.guildline.core.internal;

import dev.guildline.core.knowledge.WordOverlap;
import dev.guildline.core.port.knowledge.GroupsQuestions;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Groups questions by the words they share, where the knowledge base cannot tell what they mean. Thread-safe. */
final class WordGroups implements GroupsQuestions {
    private static final double LEAST = 0.6;
    private static final Pattern WORDS =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]+|[\\p{L}\\p{M}\\p{N}']+");

    @Override
    public List<Integer> alike(Locale language, List<String> known, List<String> fresh) {
        return WordOverlap.alike(
                known.stream().map(WordGroups::words).toList(),
                fresh.stream().map(WordGroups::words).toList(),
                LEAST);
    }

    /** Words; pairs of characters where there are no spaces between words. */
    static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        Matcher matcher =
                WORDS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            int[] letters = matcher.group().codePoints().toArray();
            boolean spaced = !isWithoutSpaces(letters[0]);
            if (spaced || letters.length == 1) {
                words.add(matcher.group());
            } else {
                for (int i = 0; i + 1 < letters.length; i++) {
                    words.add(new String(letters, i, 2));
                }
            }
        }
        return words;
    }

    private static boolean isWithoutSpaces(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case HAN, HIRAGANA, KATAKANA, THAI -> true;
            default -> false;
        };
    }
}
