package dev.guildline.app;

import dev.guildline.core.knowledge.QuestionRetention;
import java.time.Duration;
import java.util.Map;

/** How long questions that were not answered are kept, from the settings. */
final class QuestionSettings {
    private static final String DAYS = "KNOWLEDGE_UNANSWERED_DAYS";
    private static final String MOST = "KNOWLEDGE_UNANSWERED_MAX";

    private QuestionSettings() {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException naming the key that cannot be used
     */
    static QuestionRetention from(Map<String, String> settings) {
        QuestionRetention standard = QuestionRetention.DEFAULT;
        return new QuestionRetention(
                Duration.ofDays(number(settings, DAYS, standard.longest().toDays(), 36_500)),
                (int) number(settings, MOST, standard.most(), 1_000_000));
    }

    private static long number(Map<String, String> settings, String key, long unlessSet, long most) {
        String value = settings.get(key);
        if (value == null) {
            return unlessSet;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": '" + value + "' is no number; use 1 to " + most, e);
        }
        throw new IllegalArgumentException(key + ": " + value + " is out of range; use 1 to " + most);
    }
}
