package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.guildline.core.conversation.Retention;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionSettingsTest {
    @Test
    void files_go_after_a_year_deliveries_after_90_days_and_words_never_if_nothing_is_said() {
        assertThat(RetentionSettings.from(Map.of()))
                .isEqualTo(new Retention(Duration.ofDays(365), Duration.ofDays(90), null));
    }

    @Test
    void everything_can_be_set_or_kept_for_ever() {
        assertThat(RetentionSettings.from(
                        Map.of("KEEP_FILES_DAYS", "1", "KEEP_DELIVERIES_DAYS", "7", "KEEP_TALKS_DAYS", "36500")))
                .isEqualTo(new Retention(Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(36_500)));
        assertThat(RetentionSettings.from(Map.of("KEEP_FILES_DAYS", "forever", "KEEP_DELIVERIES_DAYS", "forever")))
                .isEqualTo(Retention.FOREVER);
    }

    @Test
    void what_cannot_be_used_is_named_with_what_can() {
        refuses(
                "KEEP_FILES_DAYS",
                "0",
                "KEEP_FILES_DAYS: 0 is out of range; use a number of days from 1 to 36500, or forever");
        refuses(
                "KEEP_DELIVERIES_DAYS",
                "6",
                "KEEP_DELIVERIES_DAYS: 6 is out of range; use a number of days from 7 to 36500");
        refuses("KEEP_TALKS_DAYS", "36501", "KEEP_TALKS_DAYS: 36501 is out of range");
        refuses("KEEP_TALKS_DAYS", "a year", "KEEP_TALKS_DAYS: 'a year' is no number; use");
    }

    private static void refuses(String key, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetentionSettings.from(Map.of(key, value)))
                .withMessageStartingWith(message);
    }
}
