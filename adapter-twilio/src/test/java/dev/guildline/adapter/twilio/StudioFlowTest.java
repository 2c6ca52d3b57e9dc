package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StudioFlowTest {
    private final JsonNode flow = StudioFlow.definition(
            URI.create(TestSettings.PUBLIC_URL), TestSettings.sid("WW", 1), TestSettings.sid("TC", 2));
    private final Map<String, JsonNode> states = new LinkedHashMap<>();

    StudioFlowTest() {
        flow.path("states").forEach(state -> states.put(state.path("name").asText(), state));
    }

    @Test
    void every_state_can_be_reached_and_every_way_leads_somewhere() {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(flow.path("initial_state").asText());
        while (!open.isEmpty()) {
            String name = open.remove();
            assertThat(states).containsKey(name);
            if (reached.add(name)) {
                states.get(name).path("transitions").findValuesAsText("next").forEach(open::add);
            }
        }
        assertThat(states).hasSameSizeAs(flow.path("states"));
        assertThat(reached).isEqualTo(states.keySet());
    }

    @Test
    void nothing_is_left_to_fill() {
        assertThat(flow.toString())
                .doesNotContain("@")
                .contains(TestSettings.sid("WW", 1))
                .contains(TestSettings.sid("TC", 2))
                .contains("https://support.example.com/chatbot-to-discord");
    }

    @Test
    void no_word_of_the_customer_decides_or_is_put_into_json_by_hand() {
        assertThat(flow.toString()).doesNotContain("Body");
        states.values().stream()
                .filter(state -> state.path("type").asText().equals("send-to-flex"))
                .map(state -> state.path("properties").path("attributes").asText())
                .forEach(attributes -> {
                    assertThat(attributes).hasSizeLessThanOrEqualTo(1_024);
                    assertThat(attributes.replaceAll("\\{\\{[^}]* \\| to_json}}", ""))
                            .doesNotContain("{{");
                });
    }

    @Test
    void it_ends_on_every_message() {
        assertThat(states.values())
                .extracting(state -> state.path("type").asText())
                .doesNotContain("send-and-wait-for-reply", "send-message");
    }
}
