package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Function;

/** Reading and writing of JSON trees, with Discord's answer for a body that is not JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static <T> ArrayNode array(Iterable<T> items, Function<? super T, ? extends JsonNode> form) {
        ArrayNode array = array();
        items.forEach(item -> array.add(form.apply(item)));
        return array;
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw ApiError.invalidJson();
        }
    }

    /** The field's text; empty where the field is absent or null. */
    static String text(JsonNode node, String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? "" : value.asText();
    }

    static boolean has(JsonNode node, String field) {
        return node.hasNonNull(field);
    }

    /** The field's array; empty where the field is absent, null or something else. */
    static ArrayNode list(JsonNode node, String field) {
        return node.get(field) instanceof ArrayNode array ? array : array();
    }

    /** Removes every null member, at any depth: Discord leaves out what was not set in embeds and components. */
    static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            Iterator<JsonNode> members = object.elements();
            while (members.hasNext()) {
                JsonNode member = members.next();
                if (member.isNull()) {
                    members.remove();
                } else {
                    dropNulls(member);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(Json::dropNulls);
        }
    }
}
