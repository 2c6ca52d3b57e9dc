package dev.guildline.app;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;

/**
 * Who is spoken to in which language.
 *
 * @param customers the language of customers whose own is unknown
 * @param agents the language of what agents are told beside the talk
 */
record LanguageSettings(Locale customers, Locale agents) {
    private static final String CUSTOMERS = "KNOWLEDGE_LANGUAGE";
    private static final String AGENTS = "AGENT_LANGUAGE";

    /**
     * Reads them: English for customers unless set, and for agents the same as for customers.
     *
     * @throws IllegalArgumentException naming the key and what to do, if a value is no language
     */
    static LanguageSettings from(Map<String, String> settings) {
        String customers = settings.getOrDefault(CUSTOMERS, "en");
        return new LanguageSettings(
                language(CUSTOMERS, customers), language(AGENTS, settings.getOrDefault(AGENTS, customers)));
    }

    private static Locale language(String key, String tag) {
        String problem = key + ": must be a language such as en or zh-TW, not '" + tag + "'";
        Locale language;
        try {
            language = new Locale.Builder().setLanguageTag(tag).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(problem, e);
        }
        if (language.getLanguage().isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        return language;
    }
}
