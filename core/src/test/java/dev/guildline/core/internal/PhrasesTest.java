package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private final Phrases phrases = new Phrases();

    @ParameterizedTest
    @ValueSource(strings = {"zh_TW", "zh_CN", "ja", "es"})
    void every_sentence_is_there_in_every_language_with_the_same_places_to_fill(String language) throws IOException {
        Properties english = bundle("phrases.properties");
        Properties other = bundle("phrases_" + language + ".properties");

        assertThat(other.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            String sentence = other.getProperty(key);
            assertThat(sentence).as(key).isNotBlank();
            assertThat(places(sentence)).as(key).isEqualTo(places(english.getProperty(key)));
            assertThatCode(() -> new MessageFormat(sentence)).as(key).doesNotThrowAnyException();
            assertThat(sentence.replace("''", "")).as(key).doesNotContain("'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-TW", "zh-CN", "ja", "es"})
    void there_is_another_way_to_put_what_is_said_again_and_again(String language) {
        Locale locale = Locale.forLanguageTag(language);
        for (String key : List.of(
                "abstain.reply",
                "abstain.twice",
                "none.reply",
                "go-on.reply",
                "handoff.question",
                "suggest.again",
                "helped.reply",
                "small-talk.greeting",
                "small-talk.thanks",
                "small-talk.farewell")) {
            String first = phrases.fresh(locale, key, List.of());
            String second = phrases.fresh(locale, key, List.of("…", first));

            assertThat(second).isNotEqualTo(first);
            assertThat(phrases.fresh(locale, key, List.of(first, second, "…"))).isEqualTo(first);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "zh-TW, 找真人客服",
        "zh-HK, 找真人客服",
        "zh, 找真人客服",
        "zh-CN, 找人工客服",
        "zh-Hans, 找人工客服",
        "ja-JP, 担当者と話す",
        "es-419, Hablar con una persona",
        "fr, Talk to a person",
    })
    void the_nearest_language_is_taken(String locale, String label) {
        assertThat(phrases.text(Locale.forLanguageTag(locale), "choice.person")).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({"es, en, español, inglés", "ja, zh-TW, 日本語, 中国語", "de, en, German, English"})
    void languages_are_named_in_the_language_of_the_sentence(String own, String other, String ownName, String name) {
        Locale locale = Locale.forLanguageTag(own);

        assertThat(phrases.languageName(locale, locale)).isEqualTo(ownName);
        assertThat(phrases.languageName(Locale.forLanguageTag(other), locale)).isEqualTo(name);
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
            assertThat(phrases.text(Locale.FRENCH, "choice.person")).isEqualTo("Talk to a person");
            assertThat(phrases.text(Locale.forLanguageTag("zh-TW"), "choice.person"))
                    .isEqualTo("找真人客服");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> places(String sentence) {
        return Pattern.compile("\\{\\d}")
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
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
