package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
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

    /** Checks each widget against the description of widgets that is kept beside the repository. */
    @Test
    void every_widget_has_the_shape_that_studio_knows() throws IOException {
        Path file = Path.of(
                System.getProperty("guildline.shared", "absent"), "specs/twilio/studio-flow-subset.schema.json");
        Assumptions.assumeTrue(Files.exists(file), () -> "no description of Studio widgets at " + file);
        JsonNode schema = Json.read(Files.readString(file));
        Map<String, JsonNode> shapes = new LinkedHashMap<>();
        schema.at("/properties/states/items/allOf")
                .forEach(rule -> shapes.put(
                        rule.at("/if/properties/type/const").asText(),
                        schema.at(rule.at("/then/$ref").asText().substring(1))));
        String name = schema.at("/definitions/name/pattern").asText();

        assertThat(keys(flow)).containsExactlyInAnyOrderElementsOf(texts(schema.path("required")));
        for (JsonNode state : states.values()) {
            String type = state.path("type").asText();
            assertThat(shapes).as("types that are described").containsKey(type);
            JsonNode properties = shapes.get(type).at("/properties/properties");
            assertThat(state.path("name").asText()).matches(name);
            assertThat(keys(properties.path("properties"))).as(type).containsAll(keys(state.path("properties")));
            assertThat(keys(state.path("properties"))).as(type).containsAll(texts(properties.path("required")));
            List<String> events = shapes.get(type).findValues("event").stream()
                    .flatMap(event -> Stream.concat(
                            texts(event.path("enum")).stream(),
                            Stream.of(event.path("const").asText())))
                    .toList();
            state.path("transitions")
                    .forEach(way -> assertThat(events)
                            .as(type)
                            .contains(way.path("event").asText()));
        }
    }

    private static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
