package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConfigTest {
    @Test
    void listens_on_this_machine_only_unless_told_otherwise() {
        HttpConfig config = HttpConfig.fromEnvironment(Map.of("PUBLIC_URL", "  ", "HTTP_PORT", ""));

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.publicUrl()).isEmpty();
    }

    @Test
    void reads_every_setting() {
        HttpConfig config = HttpConfig.fromEnvironment(
                Map.of("HTTP_HOST", "0.0.0.0", "HTTP_PORT", " 0 ", "PUBLIC_URL", "https://bot.example.com:8443/a/b//"));

        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.port()).isZero();
        assertThat(config.publicUrl()).contains(URI.create("https://bot.example.com:8443/a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "-1", "65536", "80.5", "99999999999"})
    void refuses_a_port_that_is_none(String port) {
        assertThatThrownBy(() -> HttpConfig.fromEnvironment(Map.of("HTTP_PORT", port)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HTTP_PORT is " + port)
                .hasMessageContaining("0 for any free port");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bot.example.com",
                "ftp://bot.example.com",
                "https://",
                "https:///path",
                "https://bot example",
                "https://bot.example.com?a=b",
                "https://bot.example.com/#top",
                "/path"
            })
    void refuses_a_public_address_that_nobody_could_call(String address) {
        assertThatThrownBy(() -> HttpConfig.fromEnvironment(Map.of("PUBLIC_URL", address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("PUBLIC_URL ")
                .hasMessageContaining("for example");
    }

    @Test
    void does_not_repeat_a_password_in_a_public_address() {
        assertThatThrownBy(() -> HttpConfig.fromEnvironment(Map.of("PUBLIC_URL", "https://me:hunter2@example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("PUBLIC_URL ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refuses_a_blank_host_and_no_time_to_answer() {
        assertThatThrownBy(() -> new HttpConfig(" ", 0, null, Duration.ofSeconds(1)))
                .hasMessageContaining("HTTP_HOST");
        assertThatThrownBy(() -> new HttpConfig("localhost", 0, null, Duration.ZERO))
                .hasMessageContaining("answerWithin");
    }
}
