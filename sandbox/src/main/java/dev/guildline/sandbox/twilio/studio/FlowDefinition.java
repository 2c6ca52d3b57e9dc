package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flow definition that passed the checks. Immutable. */
public final class FlowDefinition {
    private final Map<String, FlowState> states;
    private final FlowState first;

    private FlowDefinition(Map<String, FlowState> states, FlowState first) {
        this.states = states;
        this.first = first;
    }

    /**
     * Checks a definition: shape, widget types and their properties, events, and that every {@code next} names a state.
     *
     * @param definition the definition's JSON
     * @return what is wrong; empty where nothing is
     */
    public static List<FlowProblem> check(JsonNode definition) {
        return new DefinitionCheck().check(definition);
    }

    /**
     * Reads a definition.
     *
     * @param definition JSON that {@link #check} finds nothing wrong with
     * @return the definition
     * @throws IllegalArgumentException where something is wrong with it after all
     */
    public static FlowDefinition read(JsonNode definition) {
        List<FlowProblem> problems = check(definition);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("not a valid flow definition: " + problems);
        }
        Map<String, FlowState> states = new LinkedHashMap<>();
        for (JsonNode state : definition.path("states")) {
            String name = state.path("name").textValue();
            states.put(
                    name,
                    new FlowState(
                            name,
                            state.path("type").textValue(),
                            state.path("properties"),
                            transitions(state.path("transitions"))));
        }
        FlowState first = states.get(definition.path("initial_state").textValue());
        if (first == null) {
            throw new IllegalArgumentException("initial_state names no state");
        }
        return new FlowDefinition(states, first);
    }

    FlowState first() {
        return first;
    }

    @Nullable
    FlowState state(String name) {
        return states.get(name);
    }

    private static List<FlowTransition> transitions(JsonNode transitions) {
        List<FlowTransition> read = new ArrayList<>();
        for (JsonNode transition : transitions) {
            List<JsonNode> conditions = new ArrayList<>();
            transition.path("conditions").forEach(conditions::add);
            read.add(new FlowTransition(
                    transition.path("event").asText(),
                    transition.path("next").isTextual()
                            ? transition.path("next").textValue()
                            : null,
                    List.copyOf(conditions)));
        }
        return List.copyOf(read);
    }
}
