package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordConfigTest {
    @Test
    void a_token_is_enough_for_the_real_discord() {
        DiscordConfig config = DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", " abc.def "));

        assertThat(config).isEqualTo(DiscordConfig.of("abc.def"));
        assertThat(config.apiUrl()).isEmpty();
        assertThat(config.gatewayUrl()).isEmpty();
    }

    @Test
    void other_addresses_can_be_given() {
        DiscordConfig config = DiscordConfig.fromEnvironment(Map.of(
                "DISCORD_TOKEN", "abc",
                "DISCORD_API_URL", "http://127.0.0.1:4801/api/v10",
                "DISCORD_GATEWAY_URL", "ws://127.0.0.1:4801"));

        assertThat(config.apiUrl()).contains(URI.create("http://127.0.0.1:4801/api/v10"));
        assertThat(config.gatewayUrl()).contains(URI.create("ws://127.0.0.1:4801"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4801", "http://127.0.0.1:4801/", "http://127.0.0.1:4801/api/"})
    void the_version_is_added_to_an_address_without(String given) {
        DiscordConfig config = DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", "abc", "DISCORD_API_URL", given));

        assertThat(config.apiUrl()).contains(URI.create("http://127.0.0.1:4801/api/v10"));
    }

    @Test
    void the_token_is_never_printed() {
        assertThat(DiscordConfig.of("very-secret")).asString().doesNotContain("very-secret");
    }

    @Test
    void a_missing_token_says_where_to_find_one() {
        assertThatThrownBy(() -> DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", "  ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DISCORD_TOKEN")
                .hasMessageContaining("developer portal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bot abc", "bot abc", "ab\nc", "ab c", "äbc"})
    void what_cannot_be_a_token_is_refused_without_repeating_it(String token) {
        assertThatThrownBy(() -> DiscordConfig.of(token))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DISCORD_TOKEN")
                .hasMessageNotContaining(token);
    }

    @ParameterizedTest
    @CsvSource({
        "DISCORD_API_URL, ws://127.0.0.1",
        "DISCORD_API_URL, 127.0.0.1:4801",
        "DISCORD_API_URL, http:// nowhere",
        "DISCORD_API_URL, http:///api",
        "DISCORD_GATEWAY_URL, http://127.0.0.1",
        "DISCORD_GATEWAY_URL, wss:nowhere"
    })
    void a_bad_address_names_its_key(String key, String value) {
        assertThatThrownBy(() -> DiscordConfig.fromEnvironment(Map.of("DISCORD_TOKEN", "abc", key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key);
    }
}
