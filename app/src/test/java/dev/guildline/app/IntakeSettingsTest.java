package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.admission.IntakeBudget;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeSettingsTest {
    @Test
    void a_customer_may_write_twenty_messages_at_once_and_then_one_a_second() {
        assertThat(IntakeSettings.from(Map.of())).isEqualTo(new IntakeBudget(20, Duration.ofSeconds(1), 0));
    }

    @Test
    void every_limit_can_be_set_and_zero_means_none() {
        assertThat(IntakeSettings.from(
                        Map.of("LIMIT_BURST", "5", "LIMIT_PER_MINUTE", "120", "LIMIT_OVERALL_PER_SECOND", "40")))
                .isEqualTo(new IntakeBudget(5, Duration.ofMillis(500), 40));
        assertThat(IntakeSettings.from(Map.of("LIMIT_PER_MINUTE", "0")).each()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"LIMIT_BURST,0", "LIMIT_BURST,many", "LIMIT_PER_MINUTE,-1", "LIMIT_OVERALL_PER_SECOND,1.5"})
    void what_cannot_be_used_is_named(String key, String value) {
        assertThatThrownBy(() -> IntakeSettings.from(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key)
                .hasMessageContaining("or more");
    }
}
