package dev.guildline.core.internal;

import dev.guildline.core.participant.Tongue;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences that customers read, in their language. Thread-safe. */
final class Phrases {
    private static final String BUNDLE = "dev.guildline.core.internal.phrases";

    /** Takes the sentences that core ships. */
    Phrases() {}

    /**
     * Words a sentence.
     *
     * @param locale the wished language; English where the sentence is not known in it
     * @param key which sentence
     * @param arguments what to put in; never taken for a pattern
     * @return the sentence
     */
    String text(Locale locale, String key, Object... arguments) {
        String pattern = bundle(locale).getString(key);
        return new MessageFormat(pattern, locale).format(arguments);
    }

    /**
     * Words a sentence so that it is not the one that was said before, where there are several ways to put it.
     *
     * @param locale the wished language; English where the sentence is not known in it
     * @param key which sentence; other ways to put it have the same key and {@code .2}, {@code .3} behind it
     * @param said what was said, oldest first
     * @param arguments what to put in
     * @return a way that was not said, else the one that was said longest ago
     */
    String fresh(Locale locale, String key, List<String> said, Object... arguments) {
        String best = text(locale, key, arguments);
        ResourceBundle bundle = bundle(locale);
        for (int way = 2; said.contains(best) && bundle.containsKey(key + "." + way); way++) {
            String other = text(locale, key + "." + way, arguments);
            best = said.lastIndexOf(other) < said.lastIndexOf(best) ? other : best;
        }
        return best;
    }

    /**
     * What a language is called.
     *
     * @param language which
     * @param in the language of the sentence that it stands in
     * @return its name, in the language that the sentence is in fact worded in
     */
    String languageName(Locale language, Locale in) {
        Locale worded = shipped(in);
        return language.getDisplayLanguage(worded.equals(Locale.ROOT) ? Locale.ENGLISH : worded);
    }

    private static ResourceBundle bundle(Locale locale) {
        // The root bundle is English. Never the JVM's default locale: the customer's language must not depend on where
        // the process runs.
        return ResourceBundle.getBundle(BUNDLE, shipped(locale), Phrases.class.getModule());
    }

    private static Locale shipped(Locale locale) {
        return switch (locale.getLanguage()) {
            case "zh" -> Tongue.isSimplifiedChinese(locale) ? Locale.SIMPLIFIED_CHINESE : Locale.TRADITIONAL_CHINESE;
            case "ja" -> Locale.JAPANESE;
            case "es" -> Locale.forLanguageTag("es");
            default -> Locale.ROOT;
        };
    }
}
