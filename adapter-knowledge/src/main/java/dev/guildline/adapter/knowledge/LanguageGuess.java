package dev.guildline.adapter.knowledge;

import java.lang.Character.UnicodeScript;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sees from a message in which language it is written: by its script, for Latin letters by its function words. Says
 * nothing where that does not tell, as for a bare name or a number.
 */
final class LanguageGuess {
    private static final Map<String, Set<String>> FUNCTION_WORDS = WordLists.wordsByKey("functionwords.txt");
    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{M}']+");
    private static final Map<UnicodeScript, String> BY_SCRIPT = new EnumMap<>(Map.of(
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.CYRILLIC, "ru",
            UnicodeScript.GREEK, "el",
            UnicodeScript.THAI, "th",
            UnicodeScript.ARABIC, "ar",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.DEVANAGARI, "hi"));

    /** So many different function words are no accident, in a fragment of another language or an abbreviation. */
    private static final int SURE = 3;

    private static final int SHORT = 1;

    private LanguageGuess() {}

    /**
     * A guess.
     *
     * @param language the language; for Chinese with its script where the characters tell it
     * @param sure false where it hangs on one or two short words of Latin letters
     */
    record Guess(Locale language, boolean sure) {}

    /** The language; for Chinese with its script where the characters tell it. */
    static Optional<Locale> of(String text) {
        return guess(text).map(Guess::language);
    }

    /** The language, and whether it is certain. */
    static Optional<Guess> guess(String text) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .forEach(c -> letters.merge(UnicodeScript.of(c), Scripts.isCjk(c) ? 2 : 1, Integer::sum));
        int kana = letters.getOrDefault(UnicodeScript.HIRAGANA, 0) + letters.getOrDefault(UnicodeScript.KATAKANA, 0);
        int han = letters.getOrDefault(UnicodeScript.HAN, 0);
        int latin = letters.getOrDefault(UnicodeScript.LATIN, 0);
        if (kana > 0 && kana * 10 >= han) {
            return sure(Locale.JAPANESE);
        }
        if (han > 0 && han * 3 >= latin) {
            return sure(chinese(text));
        }
        for (Map.Entry<UnicodeScript, String> each : BY_SCRIPT.entrySet()) {
            if (letters.getOrDefault(each.getKey(), 0) * 2 > latin) {
                return sure(Locale.forLanguageTag(each.getValue()));
            }
        }
        return latin > 0 ? byFunctionWords(text) : Optional.empty();
    }

    private static Optional<Guess> sure(Locale language) {
        return Optional.of(new Guess(language, true));
    }

    private static Optional<Guess> byFunctionWords(String text) {
        String[] words = NOT_IN_WORDS.split(
                text.toLowerCase(Locale.ROOT).replace('\u2019', '\'').strip(), -1);
        String best = "";
        int most = 0;
        int second = 0;
        for (Map.Entry<String, Set<String>> each : FUNCTION_WORDS.entrySet()) {
            int found = 0;
            for (String word : words) {
                found += each.getValue().contains(word) ? 1 : 0;
            }
            if (found > most) {
                second = most;
                most = found;
                best = each.getKey();
            } else if (found > second) {
                second = found;
            }
        }
        if (most == second || most * 6 < words.length) {
            return Optional.empty();
        }
        Set<String> different = new HashSet<>(List.of(words));
        different.retainAll(FUNCTION_WORDS.getOrDefault(best, Set.of()));
        different.removeIf(word -> word.length() <= SHORT);
        return Optional.of(new Guess(Locale.forLanguageTag(best), different.size() >= SURE));
    }

    /** Each of the two old national character sets knows one way of writing only: what fits into one of them tells. */
    private static Locale chinese(String text) {
        if (!Charset.isSupported("Big5") || !Charset.isSupported("GB2312")) {
            return Locale.CHINESE;
        }
        CharsetEncoder traditional = Charset.forName("Big5").newEncoder();
        CharsetEncoder simplified = Charset.forName("GB2312").newEncoder();
        int balance = 0;
        for (int codePoint : text.codePoints().filter(Scripts::isHan).toArray()) {
            String character = Character.toString(codePoint);
            balance += traditional.canEncode(character) ? 1 : 0;
            balance -= simplified.canEncode(character) ? 1 : 0;
        }
        return balance == 0 ? Locale.CHINESE : Locale.forLanguageTag(balance > 0 ? "zh-Hant" : "zh-Hans");
    }
}
