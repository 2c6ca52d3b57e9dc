package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageSettingsTest {
    @Test
    void everybody_is_spoken_to_in_english_unless_told_otherwise() {
        assertThat(LanguageSettings.from(Map.of())).isEqualTo(new LanguageSettings(Locale.ENGLISH, Locale.ENGLISH));
    }

    @Test
    void agents_follow_the_customers_unless_they_have_a_language_of_their_own() {
        assertThat(LanguageSettings.from(Map.of("KNOWLEDGE_LANGUAGE", "zh-TW")).agents())
                .isEqualTo(Locale.TRADITIONAL_CHINESE);
        assertThat(LanguageSettings.from(Map.of("KNOWLEDGE_LANGUAGE", "zh-TW", "AGENT_LANGUAGE", "ja")))
                .isEqualTo(new LanguageSettings(Locale.TRADITIONAL_CHINESE, Locale.JAPANESE));
    }

    @ParameterizedTest
    @CsvSource({"KNOWLEDGE_LANGUAGE,not a language", "AGENT_LANGUAGE,english!", "AGENT_LANGUAGE,x-klingon"})
    void what_is_no_language_is_named(String key, String value) {
        assertThatThrownBy(() -> LanguageSettings.from(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key)
                .hasMessageContaining("such as en or zh-TW");
    }
}
