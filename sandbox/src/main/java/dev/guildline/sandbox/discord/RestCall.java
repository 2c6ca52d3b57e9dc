package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request as a route reads it: ids from the path, numbers from the query, the JSON body, uploads. */
final class RestCall {
    private static final Pattern FILE_PART = Pattern.compile("files?\\[?(\\d+)]?");

    private final Context context;
    private final String bodyText;

    RestCall(Context context) {
        this.context = context;
        this.bodyText = context.isMultipartFormData() ? payload(context) : context.body();
    }

    private static String payload(Context context) {
        String field = context.formParam("payload_json");
        if (field != null) {
            return field;
        }
        UploadedFile part = context.uploadedFile("payload_json");
        return part == null ? "{}" : new String(bytes(part), java.nio.charset.StandardCharsets.UTF_8);
    }

    String bodyText() {
        return bodyText;
    }

    long id(String name) {
        return Snowflakes.parse(name + "_id", context.pathParam(name));
    }

    String path(String name) {
        return context.pathParam(name);
    }

    /** An id from the query; 0 if it is not there. */
    long queryId(String name) {
        String value = context.queryParam(name);
        return value == null || value.isEmpty() ? 0 : Snowflakes.parse(name, value);
    }

    int queryInt(String name, int otherwise, int least, int most) {
        String value = context.queryParam(name);
        if (value == null) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw FormErrors.of(name, "NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not int.");
        }
        if (number < least) {
            throw FormErrors.of(name, "NUMBER_TYPE_MIN", "int value should be greater than or equal to " + least + ".");
        }
        if (number > most) {
            throw FormErrors.of(name, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + most + ".");
        }
        return number;
    }

    boolean queryFlag(String name) {
        String value = context.queryParam(name);
        return "true".equalsIgnoreCase(value) || "1".equals(value);
    }

    JsonNode json() {
        return bodyText.isBlank() ? Json.object() : Json.read(bodyText);
    }

    ObjectNode object() {
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw ApiError.invalidJson();
    }

    ArrayNode array() {
        if (json() instanceof ArrayNode array) {
            return array;
        }
        throw ApiError.invalidJson();
    }

    List<Upload> uploads() {
        List<Upload> uploads = new ArrayList<>();
        if (!context.isMultipartFormData()) {
            return uploads;
        }
        for (Map.Entry<String, List<UploadedFile>> part :
                context.uploadedFileMap().entrySet()) {
            Matcher name = FILE_PART.matcher(part.getKey());
            if (name.matches()) {
                UploadedFile file = part.getValue().get(0);
                uploads.add(
                        new Upload(Integer.parseInt(name.group(1)), file.filename(), file.contentType(), bytes(file)));
            }
        }
        return uploads;
    }

    MessageDraft draft() {
        return new MessageDraft(object(), uploads());
    }

    private static byte[] bytes(UploadedFile file) {
        try (InputStream in = file.content()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
