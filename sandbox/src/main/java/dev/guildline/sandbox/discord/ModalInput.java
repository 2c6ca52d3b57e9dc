package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fills in a modal as a client does, and gives the submission back in the layout the form had. */
final class ModalInput {
    private static final int FILE_UPLOAD = 19;
    private static final int RADIO = 21;
    private static final int CHECKBOX = 23;

    private final World world;
    private final Channel channel;
    private final MessageForm messages;
    private final Map<String, ?> values;
    private final Set<String> left;
    private final ObjectNode resolved = Json.object();

    ModalInput(World world, Channel channel, MessageForm messages, Map<String, ?> values) {
        this.world = world;
        this.channel = channel;
        this.messages = messages;
        this.values = values;
        this.left = new LinkedHashSet<>(values.keySet());
    }

    ObjectNode data(ObjectNode form) {
        ObjectNode data = Json.object().put("custom_id", Json.text(form, "custom_id"));
        ArrayNode components = data.putArray("components");
        for (JsonNode component : Json.list(form, "components")) {
            components.add(submitted(component));
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("the form has no input " + left);
        }
        if (!resolved.isEmpty()) {
            data.set("resolved", resolved);
        }
        return data;
    }

    private ObjectNode submitted(JsonNode component) {
        ObjectNode answer = Json.object()
                .put("type", component.path("type").asInt())
                .put("id", component.path("id").asInt());
        switch (component.path("type").asInt()) {
            case ModalRules.LABEL -> answer.set("component", submitted(component.path("component")));
            case ComponentRules.ROW -> {
                ArrayNode inner = answer.putArray("components");
                Json.list(component, "components").forEach(child -> inner.add(submitted(child)));
            }
            case ModalRules.TEXT_DISPLAY -> {
                return answer;
            }
            default -> value(component, answer);
        }
        return answer;
    }

    private void value(JsonNode input, ObjectNode answer) {
        String id = Json.text(input, "custom_id");
        int type = input.path("type").asInt();
        Object value = values.get(id);
        left.remove(id);
        answer.put("custom_id", id);
        boolean missing = value == null || "".equals(value);
        if (missing && type != CHECKBOX && input.path("required").asBoolean(true)) {
            String start = Json.text(input, "value");
            if (start.isEmpty()) {
                throw new IllegalArgumentException("the input \"" + id + "\" is required");
            }
            value = start;
        }
        if (type == ComponentRules.TEXT_INPUT) {
            answer.put("value", text(input, id, value == null ? Json.text(input, "value") : value));
        } else if (type == CHECKBOX) {
            answer.put("value", Boolean.TRUE.equals(value));
        } else if (type == RADIO) {
            answer.put("value", value == null ? null : value.toString());
        } else {
            ArrayNode chosen = answer.putArray("values");
            listOf(value)
                    .forEach(item -> chosen.add(item instanceof SandboxFile file ? upload(file) : item.toString()));
            if (type == FILE_UPLOAD && chosen.size() > input.path("max_values").asInt(1)) {
                throw new IllegalArgumentException("\"" + id + "\" takes fewer files than " + chosen.size());
            }
        }
    }

    private static List<?> listOf(@org.jspecify.annotations.Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        return value instanceof List<?> list ? list : List.of(value);
    }

    private static String text(JsonNode input, String id, Object value) {
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException("the input \"" + id + "\" takes a text");
        }
        int length = FormErrors.length(text);
        int least = input.path("min_length").asInt(0);
        int most = input.path("max_length").asInt(4000);
        if (length > most || (length > 0 && length < least)) {
            throw new IllegalArgumentException(
                    "\"" + id + "\" takes " + least + " to " + most + " characters, not " + length);
        }
        return text;
    }

    private String upload(SandboxFile file) {
        StoredFile stored =
                new StoredFile(world.nextId(), channel.id, file.name(), file.contentType(), null, file.bytes());
        world.files.put(stored.id(), stored);
        String id = Long.toUnsignedString(stored.id());
        resolved.withObjectProperty("attachments")
                .set(id, messages.attachment(stored).put("ephemeral", true));
        return id;
    }
}
