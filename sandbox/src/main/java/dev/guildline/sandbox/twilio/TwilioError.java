package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A refused request, answered with Twilio's error body. */
final class TwilioError extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final int code;
    private final transient @Nullable JsonNode details;

    TwilioError(int status, int code, String message) {
        this(status, code, message, null);
    }

    TwilioError(int status, int code, String message, @Nullable JsonNode details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
    }

    static TwilioError notFound(String resource) {
        return new TwilioError(404, 20404, "The requested resource " + resource + " was not found");
    }

    static TwilioError missing(String parameter) {
        return new TwilioError(400, 20001, "Missing required parameter " + parameter + " in the post body");
    }

    static TwilioError invalid(String parameter, String why) {
        return new TwilioError(400, 20001, "Invalid parameter " + parameter + ": " + why);
    }

    int status() {
        return status;
    }

    int code() {
        return code;
    }

    ObjectNode body() {
        return body(status, code, String.valueOf(getMessage()), details);
    }

    static ObjectNode body(int status, int code, String message, @Nullable JsonNode details) {
        ObjectNode body = Json.object()
                .put("code", code)
                .put("message", message)
                .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                .put("status", status);
        if (details != null) {
            body.set("details", details);
        }
        return body;
    }
}
