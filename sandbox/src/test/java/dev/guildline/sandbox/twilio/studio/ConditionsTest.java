package dev.guildline.sandbox.twilio.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionsTest {
    private static final String TABLE = """
            equal_to ~ Agent ~ agent ~ true
            equal_to ~ agents ~ agent ~ false
            not_equal_to ~ agents ~ agent ~ true
            not_equal_to ~ Agent ~ agent ~ false
            matches_any_of ~ two ~ one, two, three ~ true
            matches_any_of ~ four ~ one, two, three ~ false
            does_not_match_any_of ~ four ~ one, two ~ true
            does_not_match_any_of ~ one ~ one, two ~ false
            contains ~ I want an AGENT now ~ agent ~ true
            contains ~ hello ~ agent ~ false
            does_not_contain ~ hello ~ agent ~ true
            does_not_contain ~ agent ~ agent ~ false
            starts_with ~ /help me ~ /help ~ true
            starts_with ~ help ~ /help ~ false
            does_not_start_with ~ help ~ /help ~ true
            does_not_start_with ~ /help ~ /help ~ false
            is_blank ~ `  ` ~ Is Blank ~ true
            is_blank ~ x ~ Is Blank ~ false
            is_not_blank ~ x ~ Is Not Blank ~ true
            is_not_blank ~ `` ~ Is Not Blank ~ false
            regex ~ abc123 ~ [a-z]+[0-9]+ ~ true
            regex ~ abc ~ [0-9]+ ~ false
            regex ~ abc ~ [ ~ false
            less_than ~ 2 ~ 10 ~ true
            less_than ~ 10 ~ 2 ~ false
            less_than ~ many ~ 2 ~ false
            greater_than ~ 10.5 ~ 10 ~ true
            greater_than ~ 2 ~ 10 ~ false
            is_before_date ~ 2026-01-01 ~ 2026-01-02 ~ true
            is_before_date ~ 2026-01-02 ~ 2026-01-02 ~ false
            is_after_date ~ 2026-01-03T10:00:00Z ~ 2026-01-02 ~ true
            is_after_date ~ soon ~ 2026-01-02 ~ false
            is_before_time ~ 08:59 ~ 09:00 ~ true
            is_before_time ~ 09:01 ~ 09:00 ~ false
            is_after_time ~ 17:01 ~ 17:00 ~ true
            is_after_time ~ 16:59 ~ 17:00 ~ false
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = TABLE)
    void holds_or_not(String type, String argument, String value, boolean expected) {
        assertThat(Conditions.holds(type, argument, value)).isEqualTo(expected);
    }

    @Test
    void every_condition_is_in_the_table() {
        Set<String> tried = TABLE.lines().map(line -> line.split(" ~ ", 2)[0]).collect(Collectors.toSet());

        assertThat(tried).isEqualTo(Conditions.TYPES);
    }
}
