package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One REST request, read the way Twilio reads it: form bodies, unknown parameters ignored. */
final class RestRequest {
    private final Context context;
    private final Map<String, List<String>> form;

    RestRequest(Context context) {
        this.context = context;
        String type = context.contentType();
        boolean isForm = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        this.form = isForm ? FormText.parse(new String(context.bodyAsBytes(), StandardCharsets.UTF_8)) : Map.of();
    }

    /** The path below the product's version, as 404 messages show it. */
    String path() {
        return context.path();
    }

    String sid(String name) {
        return context.pathParam(name);
    }

    /** The sid in the path, or the text given where the route has none. */
    String sidOr(String name, String otherwise) {
        return context.pathParamMap().getOrDefault(name, otherwise);
    }

    @Nullable
    String form(String name) {
        List<String> values = form.get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    String required(String name) {
        String value = form(name);
        if (value == null || value.isEmpty()) {
            throw TwilioError.missing(name);
        }
        return value;
    }

    List<String> forms(String name) {
        return form.getOrDefault(name, List.of());
    }

    boolean has(String name) {
        return form.containsKey(name);
    }

    @Nullable
    Integer formNumber(String name) {
        String value = form(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException notNumber) {
            throw TwilioError.invalid(name, "not a whole number");
        }
    }

    @Nullable
    Boolean formFlag(String name) {
        String value = form(name);
        return value == null ? null : Boolean.valueOf(value);
    }

    /** An ISO 8601 duration; an empty value stands for "none". */
    @Nullable
    Duration formDuration(String name) {
        String value = form(name);
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return Duration.parse(value);
        } catch (DateTimeException notDuration) {
            throw TwilioError.invalid(name, "not an ISO 8601 duration");
        }
    }

    /** A form value that must be a JSON object. */
    ObjectNode requiredObject(String name) {
        ObjectNode object = optionalObject(name);
        if (object == null) {
            throw TwilioError.missing(name);
        }
        return object;
    }

    @Nullable
    ObjectNode optionalObject(String name) {
        String text = form(name);
        if (text == null || text.isEmpty()) {
            return null;
        }
        ObjectNode object = Json.parseObject(text);
        if (object == null) {
            throw TwilioError.invalid(name, "must be a JSON object");
        }
        return object;
    }

    @Nullable
    ObjectNode jsonBody() {
        return Json.parseObject(new String(context.bodyAsBytes(), StandardCharsets.UTF_8));
    }

    byte[] bodyBytes() {
        return context.bodyAsBytes();
    }

    @Nullable
    String query(String name) {
        return context.queryParam(name);
    }

    List<String> queries(String name) {
        return context.queryParams(name);
    }

    @Nullable
    String queryString() {
        return context.queryString();
    }

    @Nullable
    String header(String name) {
        return context.header(name);
    }

    @Nullable
    String contentType() {
        return context.contentType();
    }

    /** What a request made by REST does about webhooks: nothing, unless the header says true. */
    Origin origin() {
        return Origin.api("true".equalsIgnoreCase(context.header("X-Twilio-Webhook-Enabled")));
    }
}
