package dev.guildline.adapter.knowledge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which of the languages that a base has articles in serve somebody who reads a given one, best first. */
final class Languages {
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private Languages() {}

    static List<Locale> serving(Locale wished, Collection<Locale> available) {
        return available.stream()
                .filter(locale -> locale.getLanguage().equals(wished.getLanguage()))
                .sorted(Comparator.comparingInt((Locale locale) -> distance(wished, locale))
                        .thenComparing(Locale::toLanguageTag))
                .toList();
    }

    /**
     * The languages to search for a message, best first. The words tell more than the customer's settings: who has set
     * Chinese and writes English is answered in English.
     */
    static List<Locale> forQuestion(String text, Locale customer, Locale fallback, Collection<Locale> available) {
        LanguageGuess.Guess guess = LanguageGuess.guess(text).orElse(null);
        if (guess != null) {
            Locale written = guess.language();
            Locale exact = written.getLanguage().equals(customer.getLanguage()) && sameScript(written, customer)
                    ? customer
                    : written;
            List<Locale> serving = serving(exact, available);
            // Function words mislead in a fragment: "no call me" is not Spanish where nothing else is.
            return serving.isEmpty() && !guess.sure() ? serving(customer, available) : serving;
        }
        List<Locale> languages = new ArrayList<>(serving(customer, available));
        serving(fallback, available).stream()
                .filter(locale -> !languages.contains(locale))
                .forEach(languages::add);
        return languages;
    }

    private static int distance(Locale wished, Locale offered) {
        if (offered.equals(wished)) {
            return 0;
        }
        if (!script(offered).equals(script(wished)) && wished.getLanguage().equals("zh")) {
            return 3;
        }
        return offered.getCountry().isEmpty() ? 1 : 2;
    }

    private static boolean sameScript(Locale written, Locale customer) {
        return written.getScript().isEmpty() || script(written).equals(script(customer));
    }

    private static String script(Locale locale) {
        if (!locale.getScript().isEmpty() || !locale.getLanguage().equals("zh")) {
            return locale.getScript();
        }
        return TRADITIONAL.contains(locale.getCountry()) ? "Hant" : "Hans";
    }
}
