package dev.guildline.adapter.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelConfigTest {
    private static final Map<String, String> USUAL = Map.of(
            "LANGUAGE_MODEL_URL", "https://llm.example.com/v1/",
            "LANGUAGE_MODEL_NAME", "small",
            "LANGUAGE_MODEL_KEY", "sk-secret");

    @Test
    void without_any_setting_no_model_is_used() {
        assertThat(LanguageModelConfig.fromEnvironment(Map.of("KNOWLEDGE_DIR", "x", "LANGUAGE_MODEL_URL", " ")))
                .isEmpty();
    }

    @Test
    void address_and_name_are_enough() {
        LanguageModelConfig config = LanguageModelConfig.fromEnvironment(USUAL).orElseThrow();

        assertThat(config)
                .isEqualTo(new LanguageModelConfig(
                        URI.create("https://llm.example.com/v1"),
                        false,
                        "small",
                        "sk-secret",
                        Duration.ofSeconds(6),
                        500,
                        500_000));
        assertThat(config.completions()).isEqualTo(URI.create("https://llm.example.com/v1/chat/completions"));
    }

    @Test
    void the_key_is_never_shown() {
        assertThat(LanguageModelConfig.fromEnvironment(USUAL).orElseThrow().toString())
                .doesNotContain("secret")
                .contains("***");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("LANGUAGE_MODEL_KEY", "sk secret\n"))
                .withMessageStartingWith("LANGUAGE_MODEL_KEY")
                .withMessageNotContaining("secret\n");
    }

    @ParameterizedTest
    @CsvSource({
        "LANGUAGE_MODEL_URL, llm.example.com",
        "LANGUAGE_MODEL_URL, ftp://llm.example.com",
        "LANGUAGE_MODEL_URL, https://llm.example.com/v1/chat/completions",
        "LANGUAGE_MODEL_URL, https://llm.example.com/v1?key=1",
        "LANGUAGE_MODEL_URL, https://me:secret@llm.example.com/v1",
        "LANGUAGE_MODEL_URL, http://llm.example.com/v1",
        "LANGUAGE_MODEL_URL, http://127.0.0.1.example.com/v1",
        "LANGUAGE_MODEL_URL, https://llm example",
        "LANGUAGE_MODEL_URL,",
        "LANGUAGE_MODEL_NAME,",
        "LANGUAGE_MODEL_PLAIN_HTTP, perhaps",
        "LANGUAGE_MODEL_TIMEOUT, 6",
        "LANGUAGE_MODEL_TIMEOUT, PT0.5S",
        "LANGUAGE_MODEL_TIMEOUT, PT1M",
        "LANGUAGE_MODEL_MAX_TOKENS, many",
        "LANGUAGE_MODEL_MAX_TOKENS, 10",
        "LANGUAGE_MODEL_MAX_TOKENS, 99999999999",
        "LANGUAGE_MODEL_MAX_TOKENS, -99999999999",
        "LANGUAGE_MODEL_DAILY_TOKENS, 0"
    })
    void what_cannot_be_used_is_named(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(key, value))
                .withMessageStartingWith(key)
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:11434/v1", "http://127.0.0.1:1234/v1", "http://[::1]:8000"})
    void without_tls_this_machine_can_be_asked(String address) {
        assertThat(with("LANGUAGE_MODEL_URL", address).baseUrl()).isEqualTo(URI.create(address));
    }

    @Test
    void without_tls_another_machine_has_to_be_allowed() {
        Map<String, String> settings = new HashMap<>(USUAL);
        settings.put("LANGUAGE_MODEL_URL", "http://ollama:11434/v1");
        settings.put("LANGUAGE_MODEL_PLAIN_HTTP", "on");

        assertThat(LanguageModelConfig.fromEnvironment(settings)).isPresent();
    }

    private static LanguageModelConfig with(String key, String value) {
        Map<String, String> settings = new HashMap<>(USUAL);
        if (value == null) {
            settings.remove(key);
        } else {
            settings.put(key, value);
        }
        return LanguageModelConfig.fromEnvironment(settings).orElseThrow();
    }
}
