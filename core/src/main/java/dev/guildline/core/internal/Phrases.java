package dev.guildline.core.internal;

import java.text.MessageFormat;
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

    private static ResourceBundle bundle(Locale locale) {
        // The root bundle is English. Never the JVM's default locale: the customer's language must not depend on where
        // the process runs.
        Locale shipped = locale.getLanguage().equals("zh") ? Locale.TRADITIONAL_CHINESE : Locale.ROOT;
        return ResourceBundle.getBundle(BUNDLE, shipped, Phrases.class.getModule());
    }
}
