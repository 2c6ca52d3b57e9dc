package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    private final Phrases phrases = new Phrases();

    @Test
    void every_sentence_is_there_in_both_languages() throws IOException {
        Properties english = bundle("phrases.properties");
        Properties chinese = bundle("phrases_zh_TW.properties");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
    }

    @Test
    void what_is_put_in_is_never_taken_for_a_pattern() {
        assertThat(phrases.text(Locale.ENGLISH, "greeting", "{0} it's '{1}'")).startsWith("Hi {0} it's '{1}'!");
    }

    @Test
    void the_language_does_not_depend_on_where_the_process_runs() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.TRADITIONAL_CHINESE);
            assertThat(phrases.text(Locale.JAPANESE, "choice.person")).isEqualTo("Talk to a person");
            assertThat(phrases.text(Locale.forLanguageTag("zh-TW"), "choice.person"))
                    .isEqualTo("找真人客服");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStreamReader in =
                new InputStreamReader(Phrases.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }
}
