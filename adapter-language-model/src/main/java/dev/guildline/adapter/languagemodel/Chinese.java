package dev.guildline.adapter.languagemodel;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Locale;

/** Tells which of the two ways of writing Chinese a text is in, by which of two old character sets can hold it. */
final class Chinese {
    private static final Charset TRADITIONAL = Charset.forName("Big5");
    private static final Charset SIMPLIFIED = Charset.forName("GB2312");

    private Chinese() {}

    /** Whether a text is clearly in the other way of writing than the language's. */
    static boolean isOtherWay(String text, Locale language) {
        boolean known =
                !language.getScript().isEmpty() || !language.getCountry().isEmpty();
        if (!language.getLanguage().equals("zh") || !known) {
            return false;
        }
        CharsetEncoder traditional = TRADITIONAL.newEncoder();
        CharsetEncoder simplified = SIMPLIFIED.newEncoder();
        int lean = text.codePoints()
                .filter(Character::isIdeographic)
                .filter(Character::isBmpCodePoint)
                .map(c -> (traditional.canEncode((char) c) ? 1 : 0) - (simplified.canEncode((char) c) ? 1 : 0))
                .sum();
        return isTraditional(language) ? lean < 0 : lean > 0;
    }

    private static boolean isTraditional(Locale language) {
        return language.getScript().equals("Hant")
                || (language.getScript().isEmpty()
                        && (language.getCountry().equals("TW")
                                || language.getCountry().equals("HK")
                                || language.getCountry().equals("MO")));
    }
}
