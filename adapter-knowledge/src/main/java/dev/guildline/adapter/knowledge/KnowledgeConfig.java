package dev.guildline.adapter.knowledge;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the articles are and how they are served.
 *
 * @param folder the folder that holds one folder per language; any file system, also that of a jar
 * @param defaultLanguage the language of customers whose language is not known, and of articles outside of a
 *     language's folder
 * @param checkEvery how often the folder is looked at for changes; zero: never by itself, only on
 *     {@link FolderKnowledgeBase#refresh()}
 * @param embeddings whether English articles are found by their meaning as well as by their words
 * @param vectorsOrNull the folder that keeps what has been worked out of the articles' meaning over restarts; made if
 *     absent; null: nothing is kept
 * @param modelsOrNull the folder that has sentence models for further languages, each in a folder named after its
 *     language; null: there are none
 */
public record KnowledgeConfig(
        Path folder,
        Locale defaultLanguage,
        Duration checkEvery,
        boolean embeddings,
        @Nullable Path vectorsOrNull,
        @Nullable Path modelsOrNull) {
    private static final String FOLDER = "KNOWLEDGE_DIR";
    private static final String LANGUAGE = "KNOWLEDGE_LANGUAGE";
    private static final String EMBEDDINGS = "KNOWLEDGE_EMBEDDINGS";
    private static final String VECTORS = "KNOWLEDGE_VECTORS_DIR";
    private static final String MODELS = "KNOWLEDGE_MODELS_DIR";
    private static final String DEFAULT_VECTORS = "data";
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
        if (modelsOrNull != null && !Files.isDirectory(modelsOrNull)) {
            throw new IllegalArgumentException(MODELS + ": " + modelsOrNull + " is not a folder");
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
     * A folder whose English articles are found by their meaning as well, worked out anew at every start.
     *
     * @param folder the folder that holds one folder per language
     * @param defaultLanguage the language of customers whose language is not known
     * @param checkEvery how often the folder is looked at for changes; zero: never by itself
     */
    public KnowledgeConfig(Path folder, Locale defaultLanguage, Duration checkEvery) {
        this(folder, defaultLanguage, checkEvery, true, null, null);
    }

    /**
     * Reads {@code KNOWLEDGE_DIR} (needed), {@code KNOWLEDGE_LANGUAGE} (a BCP 47 tag, {@code en} if unset), {@code
     * KNOWLEDGE_EMBEDDINGS} ({@code on} or {@code off}, {@code on} if unset), {@code KNOWLEDGE_VECTORS_DIR} ({@code
     * data} if unset) and {@code KNOWLEDGE_MODELS_DIR} (none if unset).
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
        String models = environment.getOrDefault(MODELS, "").strip();
        return new KnowledgeConfig(
                path(FOLDER, folder.strip()),
                language(environment.getOrDefault(LANGUAGE, "en")),
                CHECK_EVERY,
                isOn(environment.getOrDefault(EMBEDDINGS, "on").strip()),
                path(VECTORS, environment.getOrDefault(VECTORS, DEFAULT_VECTORS).strip()),
                models.isEmpty() ? null : path(MODELS, models));
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(EMBEDDINGS + ": must be on or off, not '" + value + "'");
        };
    }

    private static Path path(String key, String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(key + ": not a path: " + e.getReason(), e);
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
