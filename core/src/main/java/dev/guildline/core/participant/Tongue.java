package dev.guildline.core.participant;

import java.util.Locale;
import java.util.Set;

/** Compares languages as readers do: Chinese is read in one script or the other, regions make no difference. */
public final class Tongue {
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");
    private static final Set<String> SIMPLIFIED = Set.of("CN", "SG", "MY");

    private Tongue() {}

    /**
     * Whether somebody who reads one language reads the other.
     *
     * @param one a language
     * @param other another
     * @return true if they are the same language, and not known to be written in different scripts
     */
    public static boolean isShared(Locale one, Locale other) {
        String first = script(one);
        String second = script(other);
        return one.getLanguage().equals(other.getLanguage())
                && (first.isEmpty() || second.isEmpty() || first.equals(second));
    }

    /**
     * Whether a language is Chinese in simplified characters.
     *
     * @param locale the language
     * @return true only if its script or region says so
     */
    public static boolean isSimplifiedChinese(Locale locale) {
        return locale.getLanguage().equals("zh") && script(locale).equals("Hans");
    }

    private static String script(Locale locale) {
        if (!locale.getScript().isEmpty() || !locale.getLanguage().equals("zh")) {
            return locale.getScript();
        }
        return TRADITIONAL.contains(locale.getCountry())
                ? "Hant"
                : SIMPLIFIED.contains(locale.getCountry()) ? "Hans" : "";
    }
}
