package dev.guildline.adapter.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a call of the API says, each part checked when it is asked for. */
final class ApiCall {
    private static final int LARGEST_BODY = 16 * 1024;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Context context;
    private final Duration within;

    ApiCall(Context context, Duration within) {
        this.context = context;
        this.within = within;
    }

    /** The part of the path that stands for something. */
    String part(String name) {
        String value = context.pathParam(name);
        if (value.isBlank() || value.length() > LONGEST_TEXT) {
            throw ApiRefusal.field(name + ": must have 1 to " + LONGEST_TEXT + " characters");
        }
        return value;
    }

    long number(String name) {
        String value = part(name);
        if (!value.matches("[0-9]{1,18}")) {
            throw ApiRefusal.field(name + ": must be a number");
        }
        return Long.parseLong(value);
    }

    int limit() {
        String value = context.queryParam("limit");
        if (value == null) {
            return USUAL;
        } else if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > MOST) {
            throw ApiRefusal.field("limit: must be a number from 1 to " + MOST);
        }
        return Integer.parseInt(value);
    }

    <E extends Enum<E>> E oneOf(String name, Class<E> kind) {
        String value = context.queryParam(name);
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw ApiRefusal.field(name + ": must be one of " + String.join(", ", names(kind)));
    }

    private static <E extends Enum<E>> Iterable<String> names(Class<E> kind) {
        return java.util.Arrays.stream(kind.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The body, a JSON object with no other fields than those. */
    JsonNode object(Set<String> fields) {
        JsonNode read;
        try {
            RequestBody body =
                    RequestBody.read(context.req().getInputStream(), context.contentLength(), LARGEST_BODY, within);
            if (body instanceof RequestBody.TooLarge) {
                throw new ApiRefusal(413, "Content too large", "The body is larger than " + LARGEST_BODY + " bytes.");
            } else if (!(body instanceof RequestBody.Whole whole)) {
                throw new ApiRefusal(408, "Request timeout", "The body broke off, or took too long. Send it again.");
            } else {
                read = JSON.readTree(whole.bytes());
            }
        } catch (JsonProcessingException e) {
            throw ApiRefusal.field("the body is no JSON object");
        } catch (IOException e) {
            throw new ApiRefusal(408, "Request timeout", "The body broke off. Send it again.");
        }
        if (!read.isObject()) {
            throw ApiRefusal.field("the body is no JSON object");
        }
        read.fieldNames().forEachRemaining(name -> {
            if (!fields.contains(name)) {
                throw ApiRefusal.field("the body has a field that is not known here; it takes "
                        + String.join(", ", fields.stream().sorted().toList()));
            }
        });
        return read;
    }

    static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > LONGEST_TEXT) {
            throw ApiRefusal.field(field + ": must be a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return value.asText().strip();
    }

    static Optional<Instant> moment(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(value.asText()));
        } catch (DateTimeParseException e) {
            throw ApiRefusal.field(field + ": must be a moment such as 2031-05-04T10:00:00Z, or left out");
        }
    }
}
