package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Goes through a definition once and notes everything that is wrong with it. */
final class DefinitionCheck {
    private static final int MOST_STATES = 1_000;
    private static final int FLEX_ATTRIBUTES = 1_024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WORKFLOW = Pattern.compile("WW[0-9a-fA-F]{32}");
    private static final Pattern CHANNEL = Pattern.compile("TC[0-9a-fA-F]{32}");
    private static final Set<String> TOP = Set.of("description", "states", "initial_state", "flags");
    private static final Set<String> CONTENT_TYPES =
            Set.of("application/x-www-form-urlencoded;charset=utf-8", "application/json;charset=utf-8");

    private final List<FlowProblem> problems = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    List<FlowProblem> check(JsonNode definition) {
        if (!definition.isObject()) {
            note("#", "a flow definition must be a JSON object");
            return problems;
        }
        onlyKnown("#", definition, TOP);
        if (!definition.path("description").isTextual()) {
            note("#/description", "must be a text");
        }
        if (!definition.path("flags").path("allow_concurrent_calls").isBoolean()) {
            note("#/flags/allow_concurrent_calls", "must be true or false");
        }
        JsonNode states = definition.path("states");
        if (!states.isArray() || states.isEmpty() || states.size() > MOST_STATES) {
            note("#/states", "must be a list of 1 to " + MOST_STATES + " states");
            return problems;
        }
        collectNames(states);
        String initial = definition.path("initial_state").asText("");
        if (!names.contains(initial)) {
            note("#/initial_state", "'" + initial + "' names no state");
        }
        for (int index = 0; index < states.size(); index++) {
            checkState("#/states/" + index, states.get(index));
            if (states.get(index).path("name").asText("").equals(initial)
                    && !states.get(index).path("type").asText("").equals("trigger")) {
                note("#/initial_state", "must name a state of type trigger");
            }
        }
        return problems;
    }

    private void collectNames(JsonNode states) {
        for (int index = 0; index < states.size(); index++) {
            String name = states.get(index).path("name").asText("");
            if (!NAME.matcher(name).matches()) {
                note("#/states/" + index + "/name", "'" + name + "' must be letters, digits and _, no digit first");
            } else if (!names.add(name)) {
                note("#/states/" + index + "/name", "'" + name + "' is used twice");
            }
        }
    }

    private void checkState(String path, JsonNode state) {
        String type = state.path("type").asText("");
        WidgetShape shape = WidgetShape.of(type);
        if (shape == null) {
            note(path + "/type", "'" + type + "' is not a widget known here; known are " + WidgetShape.known());
            return;
        }
        JsonNode properties = state.path("properties");
        if (!properties.isObject()) {
            note(path + "/properties", "must be an object");
            return;
        }
        checkProperties(path + "/properties", properties, shape);
        checkValues(path + "/properties", type, properties);
        JsonNode transitions = state.path("transitions");
        if (!transitions.isArray()) {
            note(path + "/transitions", "must be a list");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < transitions.size(); index++) {
            checkTransition(path + "/transitions/" + index, transitions.get(index), shape, seen);
        }
    }

    private void checkProperties(String path, JsonNode properties, WidgetShape shape) {
        for (String name : shape.required()) {
            if (properties.path(name).asText("").isEmpty()) {
                note(path + "/" + name, "is required");
            }
        }
        Iterator<String> given = properties.fieldNames();
        while (given.hasNext()) {
            String name = given.next();
            if (!name.equals("offset")
                    && !shape.required().contains(name)
                    && !shape.optional().contains(name)) {
                note(path + "/" + name, "is not a property of this widget");
            }
        }
    }

    private void checkValues(String path, String type, JsonNode properties) {
        switch (type) {
            case "make-http-request" -> {
                String method = properties.path("method").asText("");
                if (!method.isEmpty() && !method.equals("GET") && !method.equals("POST")) {
                    note(path + "/method", "must be GET or POST");
                }
                String contentType = properties.path("content_type").asText("");
                if (!contentType.isEmpty() && !CONTENT_TYPES.contains(contentType)) {
                    note(path + "/content_type", "must be one of " + CONTENT_TYPES);
                }
                checkPairs(path + "/parameters", properties.path("parameters"), "method");
            }
            case "set-variables" -> checkPairs(path + "/variables", properties.path("variables"), "");
            case "send-to-flex" -> {
                checkSid(path + "/workflow", properties.path("workflow").asText(""), WORKFLOW);
                checkSid(path + "/channel", properties.path("channel").asText(""), CHANNEL);
                if (properties.path("attributes").asText("").length() > FLEX_ATTRIBUTES) {
                    note(path + "/attributes", "longer than " + FLEX_ATTRIBUTES + " characters");
                }
            }
            default -> {
                // nothing beyond the properties themselves
            }
        }
    }

    private void checkPairs(String path, JsonNode pairs, String forbidden) {
        if (pairs.isMissingNode()) {
            return;
        }
        if (!pairs.isArray()) {
            note(path, "must be a list of key and value");
            return;
        }
        for (int index = 0; index < pairs.size(); index++) {
            JsonNode pair = pairs.get(index);
            String key = pair.path("key").asText("");
            if (key.isEmpty() || !pair.path("value").isTextual()) {
                note(path + "/" + index, "needs a key and a value, both texts");
            } else if (key.equals(forbidden)) {
                note(path + "/" + index + "/key", "may not be '" + forbidden + "'");
            }
        }
    }

    private void checkSid(String path, String value, Pattern sid) {
        if (!value.isEmpty() && !value.contains("{{") && !sid.matcher(value).matches()) {
            note(path, "'" + value + "' is not a sid of the right kind");
        }
    }

    private void checkTransition(String path, JsonNode transition, WidgetShape shape, Set<String> seen) {
        String event = transition.path("event").asText("");
        if (!shape.events().contains(event)) {
            note(path + "/event", "'" + event + "' is not an event of this widget");
        } else if (!event.equals("match") && !seen.add(event)) {
            note(path + "/event", "'" + event + "' is handled twice");
        }
        JsonNode next = transition.path("next");
        if (!next.isMissingNode() && !names.contains(next.asText(""))) {
            note(path + "/next", "'" + next.asText("") + "' names no state");
        }
        if (event.equals("match")) {
            if (next.isMissingNode()) {
                note(path + "/next", "a match must lead somewhere");
            }
            checkConditions(path + "/conditions", transition);
        } else if (transition.has("conditions")) {
            note(path + "/conditions", "only a match has conditions");
        }
    }

    private void checkConditions(String path, JsonNode transition) {
        JsonNode conditions = transition.path("conditions");
        if (!conditions.isArray() || conditions.isEmpty()) {
            note(path, "a match needs conditions");
            return;
        }
        for (int index = 0; index < conditions.size(); index++) {
            JsonNode condition = conditions.get(index);
            String at = path + "/" + index;
            if (!Conditions.TYPES.contains(condition.path("type").asText(""))) {
                note(at + "/type", "'" + condition.path("type").asText("") + "' is not a condition");
            }
            if (!condition.path("arguments").isArray()
                    || condition.path("arguments").isEmpty()) {
                note(at + "/arguments", "must be a list of templates");
            }
            if (!condition.path("value").isTextual()) {
                note(at + "/value", "must be a text");
            }
            if (!condition.path("friendly_name").isTextual()) {
                note(at + "/friendly_name", "must be a text");
            }
        }
    }

    private void onlyKnown(String path, JsonNode object, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                note(path + "/" + name, "is not part of a flow definition");
            }
        });
    }

    private void note(String path, String message) {
        problems.add(new FlowProblem(path, message));
    }
}
