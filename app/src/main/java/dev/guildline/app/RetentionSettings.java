package dev.guildline.app;

import dev.guildline.core.conversation.Retention;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long things are kept after a conversation has ended, from the settings. */
final class RetentionSettings {
    private static final String FILES = "KEEP_FILES_DAYS";
    private static final String DELIVERIES = "KEEP_DELIVERIES_DAYS";
    private static final String TALKS = "KEEP_TALKS_DAYS";
    private static final String FOREVER = "forever";
    private static final int MOST = 36_500;

    private RetentionSettings() {}

    /**
     * Reads them: files for a year, deliveries for 90 days, what was said for ever, if not said otherwise.
     *
     * @throws IllegalArgumentException naming the key that cannot be used
     */
    static Retention from(Map<String, String> settings) {
        return new Retention(
                days(settings, FILES, "365", Retention.SHORTEST.toDays()),
                days(settings, DELIVERIES, "90", Retention.SHORTEST_FOR_DELIVERIES.toDays()),
                days(settings, TALKS, FOREVER, Retention.SHORTEST.toDays()));
    }

    private static @Nullable Duration days(Map<String, String> settings, String key, String unlessSet, long least) {
        String value = settings.getOrDefault(key, unlessSet);
        if (value.equals(FOREVER)) {
            return null;
        }
        String range = "use a number of days from " + least + " to " + MOST + ", or " + FOREVER;
        long days;
        try {
            days = Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + ": '" + value + "' is no number; " + range, e);
        }
        if (days < least || days > MOST) {
            throw new IllegalArgumentException(key + ": " + value + " is out of range; " + range);
        }
        return Duration.ofDays(days);
    }
}
