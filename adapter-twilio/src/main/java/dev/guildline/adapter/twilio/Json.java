package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Twilio carries JSON as text inside of forms and of other JSON: read and written here. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode read(String text) throws JsonProcessingException {
        JsonNode node = MAPPER.readTree(text);
        return node == null ? JsonNodeFactory.instance.missingNode() : node;
    }

    /** What can be read of it: a missing node for no text or for what is not JSON. */
    static JsonNode readIfPossible(@Nullable String text) {
        if (text == null) {
            return JsonNodeFactory.instance.missingNode();
        }
        try {
            return read(text);
        } catch (JsonProcessingException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** A node of what the SDK made of JSON that it does not describe. */
    static JsonNode of(@Nullable Object value) {
        JsonNode node = MAPPER.valueToTree(value);
        return node == null ? JsonNodeFactory.instance.missingNode() : node;
    }
}
