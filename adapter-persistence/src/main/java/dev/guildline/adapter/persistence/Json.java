package dev.guildline.adapter.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.message.Attachment;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the stored JSON forms have in common. Every form of a sealed type names itself in {@code type}. Readers ignore
 * fields they do not know; a field added later must be optional; a form that changes its meaning gets a new {@code type}
 * and the old one stays readable.
 */
final class Json {
    static final String TYPE = "type";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode typed(String type) {
        return object().put(TYPE, type);
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
        }
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            // The exception quotes the text, and the text is the customer's.
            throw JdbcErrors.unreadable("a column that should hold JSON");
        }
    }

    static String type(JsonNode node) {
        return text(node, TYPE);
    }

    static String text(JsonNode node, String field) {
        return present(node, field).asText();
    }

    static Optional<String> textIfAny(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(node.get(field).asText()) : Optional.empty();
    }

    static long number(JsonNode node, String field) {
        return present(node, field).asLong();
    }

    static JsonNode present(JsonNode node, String field) {
        @Nullable JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw JdbcErrors.unreadable("JSON without the field " + field);
        }
        return value;
    }

    static String writeMap(Map<String, String> map) {
        ObjectNode node = object();
        map.forEach(node::put);
        return write(node);
    }

    static Map<String, String> readMap(String text) {
        Map<String, String> map = new LinkedHashMap<>();
        read(text)
                .properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }

    /** Null for none, which most messages have. */
    static @Nullable String writeAttachments(List<Attachment> attachments) {
        if (attachments.isEmpty()) {
            return null;
        }
        ArrayNode list = array();
        for (Attachment attachment : attachments) {
            list.addObject()
                    .put("name", attachment.name())
                    .put("contentType", attachment.contentType())
                    .put("size", attachment.size())
                    .put("location", attachment.location().toString());
        }
        return write(list);
    }

    static String writeArticles(List<ArticleId> articles) {
        ArrayNode list = array();
        articles.forEach(article -> list.add(article.value()));
        return write(list);
    }

    static List<ArticleId> readArticles(String text) {
        List<ArticleId> articles = new ArrayList<>();
        read(text).forEach(node -> articles.add(new ArticleId(node.asText())));
        return articles;
    }

    static List<Attachment> readAttachments(String text) {
        List<Attachment> attachments = new ArrayList<>();
        for (JsonNode node : read(text)) {
            attachments.add(new Attachment(
                    text(node, "name"),
                    text(node, "contentType"),
                    number(node, "size"),
                    URI.create(text(node, "location"))));
        }
        return attachments;
    }
}
