package dev.guildline.core.internal;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sees whether a message asks for a person, in plain English, Chinese, Japanese or Spanish. Quotations are not looked
 * at: who reports the words of somebody else does not ask. Thread-safe.
 */
final class HandoffDetector {
    private static final int LONGEST = 2_000;
    private static final Pattern QUOTED_LINE = Pattern.compile("(?m)^\\s*>.*$");
    private static final Pattern CODE =
            Pattern.compile("(?s)```.*?(?:```|\\z)|`[^`\\n]*`|\\{[^{}:=]*+[:=](?:[^{}]++|\\{[^{}]*+\\})*+\\}");
    private static final Pattern QUOTATION =
            Pattern.compile("\"[^\"\\n]*\"|“[^”\\n]*”|«[^»\\n]*»|「[^」\\n]*」|『[^』\\n]*』|‘[^’\\n]*’(?!\\p{L})");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+|<[@#:/a][^>\\s]*>");
    private static final Pattern MARK_ON_LATIN = Pattern.compile("(?<=\\p{IsLatin})\\p{Mn}+");
    /** Stands where something was taken out, so that the words around it do not join to a new meaning. */
    static final String GAP = " … ";

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final List<HandoffLexicon> lexicons;

    /** Takes the lexicons that core ships. */
    HandoffDetector() {
        this(List.of(
                HandoffLexicon.shipped("en"),
                HandoffLexicon.shipped("zh"),
                HandoffLexicon.shipped("ja"),
                HandoffLexicon.shipped("es")));
    }

    HandoffDetector(List<HandoffLexicon> lexicons) {
        this.lexicons = List.copyOf(lexicons);
    }

    /** What a message says about a person. */
    enum Wish {
        /** Asks for one. */
        CLEAR,
        /** May ask for one. */
        POSSIBLE,
        /** Does not. */
        NONE
    }

    Wish wish(String message) {
        String shortened = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        String own = normalised(withoutOthersWords(shortened));
        if (own.isEmpty()) {
            return strongest(normalised(shortened)) == Wish.NONE ? Wish.NONE : Wish.POSSIBLE;
        }
        return strongest(own);
    }

    private Wish strongest(String text) {
        Wish strongest = Wish.NONE;
        for (HandoffLexicon lexicon : lexicons) {
            Wish wish = lexicon.wish(text);
            strongest = wish.compareTo(strongest) < 0 ? wish : strongest;
        }
        return strongest;
    }

    private static String withoutOthersWords(String message) {
        String text = CODE.matcher(message).replaceAll(" ");
        text = QUOTED_LINE.matcher(text).replaceAll(" ");
        text = ADDRESS.matcher(text).replaceAll(" ");
        text = QUOTATION.matcher(text).replaceAll(GAP);
        return text.replace(GAP, "").isBlank() ? "" : text;
    }

    /** Small letters, without accents on Latin letters, with single spaces. */
    static String normalised(String message) {
        String text = Normalizer.normalize(message, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        text = Normalizer.normalize(MARK_ON_LATIN.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        text = text.replace('\u2019', '\'').replace('\u2018', '\'').replace('\u00b4', '\'');
        return SPACES.matcher(text).replaceAll(" ").strip();
    }
}
