package dev.guildline.adapter.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadableTextTest {
    @Test
    void marks_are_taken_away_and_structure_is_kept() {
        String text = ReadableText.of("""
                # Reset

                Choose *Forgot* or **the `lantern`**
                on the screen.

                1. First
                2. Second
                   - inner

                > Quoted

                ![A map](map.png)
                <b>html</b>
                """);

        assertThat(text).isEqualTo("""
                        Reset
                        Choose Forgot or the lantern on the screen.
                        1. First
                        2. Second
                          • inner
                        Quoted
                        A map html""");
    }

    @Test
    void addresses_are_kept_and_said_once() {
        assertThat(ReadableText.of("See [the status](https://example.com/status) or <https://example.com>."))
                .isEqualTo("See the status (https://example.com/status) or https://example.com.");
        assertThat(ReadableText.of("See [the harbour](../harbour.md).")).isEqualTo("See the harbour.");
    }

    @Test
    void the_rows_of_a_table_are_lines() {
        assertThat(ReadableText.of("| Code | Meaning |\n|---|---|\n| L-1 | Wrong |\n"))
                .isEqualTo("Code – Meaning\nL-1 – Wrong");
    }

    @Test
    void chinese_lines_are_joined_without_a_space() {
        assertThat(ReadableText.of("在登入畫面\n點選。\nLog in")).isEqualTo("在登入畫面點選。 Log in");
    }
}
