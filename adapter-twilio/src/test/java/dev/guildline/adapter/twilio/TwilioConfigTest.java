package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioConfigTest {
    private static final String ACCOUNT = "AC" + "0".repeat(32);

    private static Map<String, String> enough() {
        Map<String, String> environment = new HashMap<>();
        environment.put("TWILIO_ACCOUNT_SID", ACCOUNT);
        environment.put("TWILIO_AUTH_TOKEN", "secret-token");
        environment.put("PUBLIC_URL", "https://support.example.com/");
        return environment;
    }

    @Test
    void what_is_not_set_is_discovered_or_has_a_default() {
        TwilioConfig config = TwilioConfig.fromEnvironment(enough());

        assertThat(config.routing()).isEqualTo(TwilioConfig.Routing.STUDIO);
        assertThat(config.publicUrl()).isEqualTo(URI.create("https://support.example.com"));
        assertThat(config.closeAfter()).isEqualTo(Duration.ofDays(3));
        assertThat(config.apiUrlOrNull()).isNull();
        assertThat(config.chatServiceSidOrNull()).isNull();
        assertThat(config.secondaryAuthToken()).isEmpty();
    }

    @Test
    void everything_can_be_set() {
        Map<String, String> environment = enough();
        environment.put("TWILIO_SECONDARY_AUTH_TOKEN", "other-token");
        environment.put("TWILIO_API_URL", "http://127.0.0.1:8080/");
        environment.put("TWILIO_CHAT_SERVICE_SID", "IS" + "1".repeat(32));
        environment.put("TWILIO_WORKSPACE_SID", "WS" + "2".repeat(32));
        environment.put("TWILIO_WORKFLOW_SID", "WW" + "3".repeat(32));
        environment.put("TWILIO_STUDIO_FLOW_SID", "FW" + "4".repeat(32));
        environment.put("TWILIO_ROUTING", "Direct");
        environment.put("TWILIO_CLOSE_AFTER", "PT12H");

        TwilioConfig config = TwilioConfig.fromEnvironment(environment);

        assertThat(config.routing()).isEqualTo(TwilioConfig.Routing.DIRECT);
        assertThat(config.apiUrlOrNull()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(config.secondaryAuthToken()).contains("other-token");
        assertThat(config.closeAfter()).isEqualTo(Duration.ofHours(12));
        assertThat(config.studioFlowSidOrNull()).isEqualTo("FW" + "4".repeat(32));
    }

    @ParameterizedTest
    @CsvSource({
        "TWILIO_ACCOUNT_SID, ''",
        "TWILIO_ACCOUNT_SID, SK00000000000000000000000000000000",
        "TWILIO_ACCOUNT_SID, AC123",
        "TWILIO_AUTH_TOKEN, ''",
        "TWILIO_API_URL, ftp://twilio.example.com",
        "TWILIO_API_URL, not an address",
        "TWILIO_CHAT_SERVICE_SID, default",
        "TWILIO_WORKSPACE_SID, WW22222222222222222222222222222222",
        "TWILIO_WORKFLOW_SID, WW2",
        "TWILIO_STUDIO_FLOW_SID, guildline",
        "TWILIO_ROUTING, flow",
        "TWILIO_CLOSE_AFTER, 3 days",
        "TWILIO_CLOSE_AFTER, PT5M",
        "PUBLIC_URL, ''",
        "PUBLIC_URL, support.example.com",
        "PUBLIC_URL, https://support.example.com/?a=b",
    })
    void a_bad_value_is_named(String key, String value) {
        Map<String, String> environment = enough();
        environment.put(key, value);

        assertThatThrownBy(() -> TwilioConfig.fromEnvironment(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key);
    }

    @Test
    void tokens_are_not_shown() {
        Map<String, String> environment = enough();
        environment.put("TWILIO_SECONDARY_AUTH_TOKEN", "other-token");

        assertThat(TwilioConfig.fromEnvironment(environment).toString())
                .doesNotContain("secret-token")
                .doesNotContain("other-token")
                .contains(ACCOUNT);
    }
}
