package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One widget of a definition. */
record FlowState(String name, String type, JsonNode properties, List<FlowTransition> transitions) {

    /** Where an event leads; null for the end of the flow. */
    @Nullable
    String next(String event) {
        for (FlowTransition transition : transitions) {
            if (transition.event().equals(event)) {
                return transition.next();
            }
        }
        return null;
    }

    /** A property as text; empty where it is absent. */
    String text(String property) {
        return properties.path(property).asText("");
    }
}
