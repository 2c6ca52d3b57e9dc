package dev.guildline.core.port.knowledge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A knowledge base that can tell languages apart. With it, customers are answered in the language they write, whatever
 * their client is set to. Thread-safe; both methods take no more than a few milliseconds and never fail.
 */
public interface DetectsLanguage {
    /**
     * In which language a text is written.
     *
     * @param text what a customer wrote
     * @return the language, for Chinese with its script where the characters tell it; empty where the text does not tell
     *     with certainty, as for a bare name, a number or a fragment
     */
    Optional<Locale> languageOf(String text);

    /**
     * The languages that there is something to find in.
     *
     * @return the languages, the base's default one first; empty if there is no article
     */
    List<Locale> languages();
}
