package dev.guildline.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where settings come from: a file of {@code KEY=value} lines, overruled by environment variables. What they mean is
 * the business of those who read them; here is only checked that every key is one that somebody reads.
 */
final class Settings {
    /** Every key that Guildline reads. */
    static final Set<String> KEYS = Set.of(
            "DISCORD_TOKEN",
            "DISCORD_API_URL",
            "DISCORD_GATEWAY_URL",
            "DISCORD_PRIVATE_THREADS",
            "DISCORD_REACTIONS",
            "ATTACHMENT_MAX_MIB",
            "ATTACHMENT_MAX_FILES",
            "ATTACHMENT_TYPES",
            "TWILIO_ACCOUNT_SID",
            "TWILIO_AUTH_TOKEN",
            "TWILIO_SECONDARY_AUTH_TOKEN",
            "TWILIO_API_URL",
            "TWILIO_CHAT_SERVICE_SID",
            "TWILIO_WORKSPACE_SID",
            "TWILIO_WORKFLOW_SID",
            "TWILIO_STUDIO_FLOW_SID",
            "TWILIO_ROUTING",
            "TWILIO_CLOSE_AFTER",
            "LIMIT_BURST",
            "LIMIT_PER_MINUTE",
            "LIMIT_OVERALL_PER_SECOND",
            "PUBLIC_URL",
            "HTTP_HOST",
            "API_TOKEN",
            "METRICS_TOKEN",
            "HTTP_PORT",
            "DATABASE_URL",
            "DATABASE_USER",
            "DATABASE_PASSWORD",
            "KNOWLEDGE_DIR",
            "KNOWLEDGE_LANGUAGE",
            "KNOWLEDGE_EMBEDDINGS",
            "KNOWLEDGE_VECTORS_DIR",
            "KNOWLEDGE_MODELS_DIR",
            "AGENT_SUGGESTIONS",
            "AGENT_LANGUAGE",
            "KNOWLEDGE_UNANSWERED_DAYS",
            "KNOWLEDGE_UNANSWERED_MAX",
            "KEEP_FILES_DAYS",
            "KEEP_DELIVERIES_DAYS",
            "KEEP_TALKS_DAYS",
            "LANGUAGE_MODEL_URL",
            "LANGUAGE_MODEL_PLAIN_HTTP",
            "LANGUAGE_MODEL_NAME",
            "LANGUAGE_MODEL_KEY",
            "LANGUAGE_MODEL_TIMEOUT",
            "LANGUAGE_MODEL_MAX_TOKENS",
            "LANGUAGE_MODEL_DAILY_TOKENS");

    private Settings() {}

    /**
     * Reads the settings.
     *
     * @param file the file; may be absent
     * @param environment the environment variables
     * @return those of our keys that have a value
     * @throws IllegalArgumentException naming the file and the key that nobody knows
     */
    static Map<String, String> read(Path file, Map<String, String> environment) {
        Map<String, String> settings = new TreeMap<>();
        if (Files.exists(file)) {
            Properties properties = load(file);
            for (String key : new TreeSet<>(properties.stringPropertyNames())) {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(file.getFileName() + ": there is no setting " + key
                            + "; the settings are listed in docs/operations.md");
                }
                settings.put(key, properties.getProperty(key).strip());
            }
        }
        KEYS.forEach(key -> {
            String value = environment.get(key);
            if (value != null) {
                settings.put(key, value.strip());
            }
        });
        settings.values().removeIf(String::isEmpty);
        return settings;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file.getFileName() + ": cannot be read: " + e.getMessage() + "; it must hold lines KEY=value", e);
        }
        return properties;
    }
}
