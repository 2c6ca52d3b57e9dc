package dev.guildline.sandbox.twilio.studio;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each widget does when a flow comes to it. */
final class Widgets {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int FLEX_ATTRIBUTES = 1_024;

    private final FlowState state;
    private final ObjectNode context;
    private final FlowEffects effects;

    Widgets(FlowState state, ObjectNode context, FlowEffects effects) {
        this.state = state;
        this.context = context;
        this.effects = effects;
    }

    /** Runs any widget but a split; returns its event. */
    String run() throws InterruptedException {
        return switch (state.type()) {
            case "make-http-request" -> makeHttpRequest();
            case "set-variables" -> setVariables();
            case "send-to-flex" -> sendToFlex();
            case "send-message" -> sendMessage() ? "sent" : "failed";
            case "send-and-wait-for-reply" -> sendAndWait();
            default -> throw new IllegalStateException("a flow cannot come to a widget of type " + state.type());
        };
    }

    /** The first match whose conditions all hold, else the way out for no match. */
    @Nullable
    FlowTransition split() {
        FlowTransition noMatch = null;
        for (FlowTransition transition : state.transitions()) {
            if (transition.event().equals("match")) {
                if (transition.conditions().stream().allMatch(this::holds)) {
                    return transition;
                }
            } else {
                noMatch = transition;
            }
        }
        return noMatch;
    }

    private boolean holds(JsonNode condition) {
        String value = render(condition.path("value").asText(""));
        for (JsonNode argument : condition.path("arguments")) {
            if (!Conditions.holds(condition.path("type").asText(), render(argument.asText()), value)) {
                return false;
            }
        }
        return true;
    }

    private String makeHttpRequest() {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (JsonNode pair : state.properties().path("parameters")) {
            parameters.add(Map.entry(
                    pair.path("key").asText(), render(pair.path("value").asText())));
        }
        FlowEffects.HttpAnswer answer = effects.call(new FlowEffects.HttpCall(
                state.text("method"),
                render(state.text("url")),
                state.text("content_type"),
                render(state.text("body")),
                parameters));
        ObjectNode result = result();
        result.put("status_code", answer.status()).put("content_type", answer.contentType());
        boolean tooLong = answer.body().getBytes(StandardCharsets.UTF_8).length > LARGEST_ANSWER;
        if (answer.status() < 200 || answer.status() > 299 || tooLong) {
            return "failed";
        }
        result.put("body", answer.body());
        ObjectNode parsed = parseObject(answer.body());
        if (parsed != null) {
            result.set("parsed", parsed);
        }
        return "success";
    }

    private String setVariables() {
        ObjectNode variables = (ObjectNode) context.path("flow").path("variables");
        for (JsonNode pair : state.properties().path("variables")) {
            String value = render(pair.path("value").asText());
            JsonNode parsed = pair.path("type").asText("").equals("json_object") ? parseObject(value) : null;
            variables.set(pair.path("key").asText(), parsed == null ? variables.textNode(value) : parsed);
        }
        return "next";
    }

    private String sendToFlex() {
        String attributes = render(state.text("attributes"));
        String checked = attributes.isBlank() ? "{}" : attributes;
        if (checked.length() > FLEX_ATTRIBUTES || parseObject(checked) == null) {
            return "failedToEnqueue";
        }
        boolean taken = effects.sendToFlex(
                new FlowEffects.FlexHandOver(render(state.text("workflow")), render(state.text("channel")), checked));
        return taken ? "callComplete" : "failedToEnqueue";
    }

    private boolean sendMessage() {
        return effects.sendMessage(
                render(state.text("from")), render(state.text("body")), render(state.text("attributes")));
    }

    private String sendAndWait() throws InterruptedException {
        effects.expectReply();
        if (!sendMessage()) {
            return "deliveryFailure";
        }
        JsonNode reply = effects.awaitReply(Duration.ofSeconds(seconds(render(state.text("timeout")))));
        if (reply == null) {
            return "timeout";
        }
        result().set("inbound", reply);
        return "incomingMessage";
    }

    private ObjectNode result() {
        return ((ObjectNode) context.path("widgets")).putObject(state.name());
    }

    private String render(String template) {
        return Template.render(template, context);
    }

    private static long seconds(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException notNumber) {
            return 0;
        }
    }

    private static @Nullable ObjectNode parseObject(String text) {
        try {
            return JSON.readTree(text) instanceof ObjectNode object ? object : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
