package dev.guildline.adapter.discord;

import dev.guildline.core.participant.Tongue;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** The sentences of this adapter, in the reader's language where there is a translation, in English otherwise. */
final class Phrases {
    private static final String BUNDLE = "dev.guildline.adapter.discord.phrases";

    private final ResourceBundle bundle;

    private Phrases(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** English. */
    static Phrases standard() {
        // The root locale is never replaced by the machine's own, as a missing one would be.
        return new Phrases(ResourceBundle.getBundle(BUNDLE, Locale.ROOT));
    }

    static Phrases in(Optional<Locale> locale) {
        return locale.flatMap(Phrases::translation)
                .map(found -> new Phrases(ResourceBundle.getBundle(BUNDLE, found)))
                .orElseGet(Phrases::standard);
    }

    /** The languages of Discord's clients that there are translations for. */
    static List<Locale> translations() {
        return List.of(
                Locale.TAIWAN,
                Locale.SIMPLIFIED_CHINESE,
                Locale.JAPANESE,
                Locale.forLanguageTag("es-ES"),
                Locale.forLanguageTag("es-419"));
    }

    private static Optional<Locale> translation(Locale wished) {
        return switch (wished.getLanguage()) {
            case "zh" -> Optional.of(Tongue.isSimplifiedChinese(wished) ? Locale.SIMPLIFIED_CHINESE : Locale.TAIWAN);
            case "ja" -> Optional.of(Locale.JAPANESE);
            case "es" -> Optional.of(Locale.forLanguageTag("es"));
            default -> Optional.empty();
        };
    }

    String get(String key, Object... values) {
        String pattern = bundle.getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, Locale.ROOT).format(values);
    }
}
