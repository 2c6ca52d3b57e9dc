package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The JSON object a request sent; every refusal names the field. */
final class PageBody {
    private final ObjectNode body;

    private PageBody(ObjectNode body) {
        this.body = body;
    }

    /**
     * Reads the body.
     *
     * @param fields the fields the route knows; any other is refused
     */
    static PageBody of(Context context, String... fields) {
        String type = context.contentType();
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
            throw PageProblem.of(415, "Send the body as application/json.");
        }
        JsonNode read;
        try {
            read = PageJson.read(context.bodyAsBytes());
        } catch (IOException e) {
            throw PageProblem.of(400, "The body is not JSON.");
        }
        if (!(read instanceof ObjectNode object)) {
            throw PageProblem.of(400, "The body must be a JSON object.");
        }
        Set<String> known = new TreeSet<>(List.of(fields));
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw PageProblem.badField(name, "\"" + name + "\" is not known here; known are " + known + ".");
            }
        });
        return new PageBody(object);
    }

    boolean has(String field) {
        return body.hasNonNull(field);
    }

    String text(String field, int longest) {
        String text = optionalText(field, longest);
        if (text == null || text.isBlank()) {
            throw PageProblem.badField(field, "\"" + field + "\" must be a text that is not blank.");
        }
        return text;
    }

    @Nullable
    String optionalText(String field, int longest) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw PageProblem.badField(field, "\"" + field + "\" must be a text.");
        }
        String text = value.asText();
        if (text.codePointCount(0, text.length()) > longest) {
            throw PageProblem.badField(field, "\"" + field + "\" may have " + longest + " characters at most.");
        }
        return text;
    }

    boolean bool(String field) {
        JsonNode value = body.get(field);
        if (value == null || !value.isBoolean()) {
            throw PageProblem.badField(field, "\"" + field + "\" must be true or false.");
        }
        return value.asBoolean();
    }

    int number(String field, int standard, int least, int most) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return standard;
        }
        if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
            throw PageProblem.badField(field, "\"" + field + "\" must be a whole number.");
        }
        int number = value.asInt();
        if (number < least || number > most) {
            throw PageProblem.badField(field, "\"" + field + "\" must be " + least + " to " + most + ".");
        }
        return number;
    }

    List<String> texts(String field, int most) {
        JsonNode value = body.get(field);
        List<String> texts = new ArrayList<>();
        if (value == null || value.isNull()) {
            return texts;
        }
        if (!value.isArray() || value.size() > most) {
            throw PageProblem.badField(field, "\"" + field + "\" must be a list of at most " + most + " texts.");
        }
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                throw PageProblem.badField(field, "\"" + field + "\" must be a list of texts.");
            }
            texts.add(item.asText());
        }
        return texts;
    }

    /** The object in this field; an empty one where it is absent. */
    ObjectNode object(String field) {
        JsonNode value = body.get(field);
        if (value == null || value.isNull()) {
            return PageJson.object();
        }
        if (!(value instanceof ObjectNode object)) {
            throw PageProblem.badField(field, "\"" + field + "\" must be an object.");
        }
        return object;
    }
}
