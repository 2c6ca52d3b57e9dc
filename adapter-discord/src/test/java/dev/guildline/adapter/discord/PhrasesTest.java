package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private static final String BUNDLE = "dev.guildline.adapter.discord.phrases";

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(BUNDLE, locale);
    }

    private static Set<String> ownKeys(ResourceBundle bundle) {
        Set<String> keys = new TreeSet<>();
        Enumeration<String> all = bundle.getKeys();
        while (all.hasMoreElements()) {
            String key = all.nextElement();
            if (bundle.containsKey(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-TW", "zh-CN", "ja", "es"})
    void every_sentence_is_translated_with_the_same_places_to_fill(String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        ResourceBundle english = bundle(Locale.ROOT);
        ResourceBundle other = bundle(locale);

        assertThat(other.getLocale()).isEqualTo(locale);
        assertThat(ownKeys(other)).isEqualTo(ownKeys(english));
        for (String key : ownKeys(english)) {
            assertThat(places(other.getString(key))).as(key).isEqualTo(places(english.getString(key)));
            if (!key.startsWith("command.") || !key.endsWith(".name")) {
                assertThat(other.getString(key)).as(key).isNotEqualTo(english.getString(key));
            }
        }
    }

    private static List<String> places(String sentence) {
        return Pattern.compile("\\{\\d}")
                .matcher(sentence)
                .results()
                .map(place -> place.group())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "zh-TW, 已知問題",
        "zh-HK, 已知問題",
        "zh-CN, 已知问题",
        "en-GB, Known issues",
        "ja, 既知の不具合",
        "es-419, Problemas conocidos",
        "fr, Known issues"
    })
    void the_nearest_language_is_taken(String locale, String heading) {
        assertThat(Phrases.in(Optional.of(Locale.forLanguageTag(locale))).get("card.known.issues"))
                .isEqualTo(heading);
    }

    @Test
    void the_machines_own_language_does_not_matter() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.TAIWAN);
            ResourceBundle.clearCache();

            assertThat(Phrases.in(Optional.of(Locale.FRENCH)).get("card.known.issues"))
                    .isEqualTo("Known issues");
            assertThat(Phrases.in(Optional.empty()).get("card.known.issues")).isEqualTo("Known issues");
        } finally {
            Locale.setDefault(before);
            ResourceBundle.clearCache();
        }
    }

    @Test
    void what_is_filled_in_is_not_taken_for_a_pattern() {
        assertThat(Phrases.standard().get("help.sent", "{1} '")).isEqualTo("Hi {1} ', we just sent you a DM");
        assertThat(Phrases.standard().get("help.unreachable", "x")).contains("server's name");
    }

    @Test
    void commands_are_named_in_every_language() {
        List<SlashCommandData> commands = SlashCommands.definitions();

        assertThat(commands).extracting(SlashCommandData::getName).containsExactly("helpme", "bug", "new_feature");
        assertThat(commands).allSatisfy(command -> {
            assertThat(command.getNameLocalizations().toMap())
                    .containsOnlyKeys(
                            DiscordLocale.CHINESE_TAIWAN,
                            DiscordLocale.CHINESE_CHINA,
                            DiscordLocale.JAPANESE,
                            DiscordLocale.SPANISH,
                            DiscordLocale.SPANISH_LATAM);
            assertThat(command.getDescriptionLocalizations().toMap()).hasSize(5);
            assertThat(command.getOptions())
                    .allSatisfy(option -> assertThat(option.isRequired()).isFalse());
        });
    }

    @Test
    void forms_keep_discords_limits_in_every_language() {
        List<Optional<Locale>> locales = new ArrayList<>(List.of(Optional.empty()));
        Phrases.translations().forEach(locale -> locales.add(Optional.of(locale)));
        for (Optional<Locale> locale : locales) {
            for (ReportKind kind : ReportKind.values()) {
                String id = ReportForm.id(kind, "12345678901234567890");

                assertThat(ReportForm.of(kind, id, Phrases.in(locale)).getTitle())
                        .isNotBlank();
                assertThat(ReportForm.kind(id)).contains(kind);
            }
        }
        assertThat(ReportForm.kind("report:bug:1")).isEmpty();
    }
}
