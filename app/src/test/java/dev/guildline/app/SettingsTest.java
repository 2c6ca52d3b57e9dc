package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void the_environment_overrules_the_file_and_blank_values_count_as_unset() throws IOException {
        Path file = folder.resolve("guildline.properties");
        Files.writeString(file, "HTTP_PORT = 8081\nKNOWLEDGE_DIR=articles\nPUBLIC_URL=\n");

        assertThat(Settings.read(file, Map.of("HTTP_PORT", "9090", "PATH", "/bin", "KNOWLEDGE_DIR", " ")))
                .containsOnly(Map.entry("HTTP_PORT", "9090"));
    }

    @Test
    void a_file_is_not_needed() {
        assertThat(Settings.read(folder.resolve("absent"), Map.of("DISCORD_TOKEN", "t")))
                .containsOnlyKeys("DISCORD_TOKEN");
    }

    @Test
    void a_key_that_nobody_reads_is_refused_by_name() throws IOException {
        Path file = folder.resolve("guildline.properties");
        Files.writeString(file, "DISCORD_TOKN=t\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.read(file, Map.of()))
                .withMessageContaining("guildline.properties")
                .withMessageContaining("DISCORD_TOKN");
    }

    @ParameterizedTest
    @CsvSource({
        "DISCORD_TOKEN,",
        "HTTP_PORT, eighty",
        "PUBLIC_URL, bot.example.com",
        "DATABASE_URL, mysql://localhost",
        "TWILIO_ACCOUNT_SID, AC123",
        "TWILIO_ROUTING, by-hand",
        "KNOWLEDGE_DIR, /there/is/no/such/folder",
        "AGENT_SUGGESTIONS, yes",
        "LANGUAGE_MODEL_URL, http://llm.example.com/v1"
    })
    void a_bad_value_stops_the_start_and_is_named(String key, String value) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "DISCORD_TOKEN", "token",
                "DISCORD_API_URL", "http://127.0.0.1:1/api/v10",
                "DISCORD_GATEWAY_URL", "ws://127.0.0.1:1",
                "DATABASE_URL", "jdbc:h2:file:" + folder.resolve("db"),
                "TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef",
                "TWILIO_AUTH_TOKEN", "0123456789abcdef0123456789abcdef",
                "PUBLIC_URL", "https://bot.example.com"));
        if (value == null) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Wiring.start(settings))
                .withMessageContaining(key);
        assertThat(folder.toFile().list()).as("nothing half done").isEmpty();
    }
}
