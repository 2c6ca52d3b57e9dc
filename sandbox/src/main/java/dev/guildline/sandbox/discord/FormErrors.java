package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gathers what is wrong with the fields of a request, so that one 50035 answer names them all. */
final class FormErrors {
    private final ObjectNode tree = Json.object();
    private boolean any;

    /**
     * Notes a fault.
     *
     * @param path dotted way to the field, list positions as numbers: {@code embeds.0.title}
     */
    void add(String path, String code, String message) {
        any = true;
        ObjectNode at = tree;
        for (String step : path.split("\\.", -1)) {
            at = at.withObjectProperty(step);
        }
        JsonNode known = at.get("_errors");
        ArrayNode list = known instanceof ArrayNode array ? array : at.putArray("_errors");
        list.addObject().put("code", code).put("message", message);
    }

    void tooLong(String path, int limit) {
        add(path, "BASE_TYPE_MAX_LENGTH", "Must be " + limit + " or fewer in length.");
    }

    void badLength(String path, int least, int most) {
        add(path, "BASE_TYPE_BAD_LENGTH", "Must be between " + least + " and " + most + " in length.");
    }

    void required(String path) {
        add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    void choice(String path, String allowed) {
        add(path, "BASE_TYPE_CHOICES", "Value must be one of {" + allowed + "}.");
    }

    /** Checks a text by code points, as Discord counts. */
    void atMost(String path, String text, int limit) {
        if (length(text) > limit) {
            tooLong(path, limit);
        }
    }

    void between(String path, String text, int least, int most) {
        int length = length(text);
        if (length == 0 && least > 0) {
            required(path);
        } else if (length < least || length > most) {
            badLength(path, least, most);
        }
    }

    void throwIfAny() {
        if (any) {
            throw new ApiError(400, 50035, "Invalid Form Body", tree);
        }
    }

    static ApiError of(String path, String code, String message) {
        FormErrors errors = new FormErrors();
        errors.add(path, code, message);
        return new ApiError(400, 50035, "Invalid Form Body", errors.tree);
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
