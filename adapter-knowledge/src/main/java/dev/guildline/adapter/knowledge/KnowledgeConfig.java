package dev.guildline.adapter.knowledge;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;

/**
 * Where the articles are and how they are served.
 *
 * @param folder the folder that holds one folder per language; any file system, also that of a jar
 * @param defaultLanguage the language of customers whose language is not known, and of articles outside of a
 *     language's folder
 * @param checkEvery how often the folder is looked at for changes; zero: never by itself, only on
 *     {@link FolderKnowledgeBase#refresh()}
 */
public record KnowledgeConfig(Path folder, Locale defaultLanguage, Duration checkEvery) {
    private static final String FOLDER = "KNOWLEDGE_DIR";
    private static final String LANGUAGE = "KNOWLEDGE_LANGUAGE";
    private static final Duration CHECK_EVERY = Duration.ofSeconds(2);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the key and what to do, if the folder is none, the language has no
     *     language code or the time is negative
     */
    public KnowledgeConfig {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException(
                    FOLDER + ": " + folder + " is not a folder; create it, or name the folder that holds the articles");
        }
        if (defaultLanguage.getLanguage().isEmpty()) {
            throw new IllegalArgumentException(LANGUAGE + ": must be a language such as en or zh-TW");
        }
        if (checkEvery.isNegative()) {
            throw new IllegalArgumentException("checkEvery must not be negative");
        }
    }

    /**
     * A folder that is looked at every two seconds.
     *
     * @param folder the folder that holds one folder per language
     * @param defaultLanguage the language of customers whose language is not known
     */
    public KnowledgeConfig(Path folder, Locale defaultLanguage) {
        this(folder, defaultLanguage, CHECK_EVERY);
    }

    /**
     * Reads {@code KNOWLEDGE_DIR} (needed) and {@code KNOWLEDGE_LANGUAGE} (a BCP 47 tag, {@code en} if unset).
     *
     * @param environment the settings by key
     * @return the configuration
     * @throws IllegalArgumentException naming the key and what to do, if a value is missing or wrong
     */
    public static KnowledgeConfig fromEnvironment(Map<String, String> environment) {
        String folder = environment.getOrDefault(FOLDER, "");
        if (folder.isBlank()) {
            throw new IllegalArgumentException(FOLDER + ": not set; name the folder that holds the articles");
        }
        return new KnowledgeConfig(path(folder.strip()), language(environment.getOrDefault(LANGUAGE, "en")));
    }

    private static Path path(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(FOLDER + ": not a path: " + e.getReason(), e);
        }
    }

    private static Locale language(String tag) {
        try {
            return new Locale.Builder().setLanguageTag(tag.strip()).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException(LANGUAGE + ": must be a language such as en or zh-TW", e);
        }
    }
}
