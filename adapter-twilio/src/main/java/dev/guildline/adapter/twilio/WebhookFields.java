package dev.guildline.adapter.twilio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a webhook call says, by name. Signatures cover every character of it: nothing is trimmed, blanks and empty
 * values are kept.
 *
 * @param values the fields
 */
record WebhookFields(Map<String, String> values) {
    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-fA-F]{32}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    WebhookFields {
        values = Map.copyOf(values);
    }

    static WebhookFields ofForm(byte[] body) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : utf8(body).split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (values.put(name, value) != null) {
                throw new MalformedCall("the form names a field twice");
            }
        }
        return new WebhookFields(values);
    }

    /** Values that are not text are kept as JSON. */
    static WebhookFields ofJson(byte[] body) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            JsonNode object = Json.read(utf8(body));
            if (!object.isObject()) {
                throw new MalformedCall("the body is not a JSON object");
            }
            object.properties().forEach(field -> {
                JsonNode value = field.getValue();
                if (!value.isNull()) {
                    values.put(field.getKey(), value.isTextual() ? value.asText() : value.toString());
                }
            });
        } catch (JsonProcessingException broken) {
            throw new MalformedCall("the body is not JSON");
        }
        return new WebhookFields(values);
    }

    /** The field, or an empty text. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The field, which has to be there. */
    String required(String name) {
        String value = text(name);
        if (value.isBlank()) {
            throw new MalformedCall("the field " + name + " is missing");
        }
        return value;
    }

    /** The field, which has to be a sid of that kind. */
    String sid(String name, String prefix) {
        String value = required(name);
        if (!value.startsWith(prefix) || !SID.matcher(value).matches()) {
            throw new MalformedCall("the field " + name + " is not a sid that begins with " + prefix);
        }
        return value;
    }

    /** The field, which has to be a whole number from 0 on. */
    int number(String name) {
        String value = required(name);
        if (!NUMBER.matcher(value).matches()) {
            throw new MalformedCall("the field " + name + " is not a whole number");
        }
        return Integer.parseInt(value);
    }

    /** The moment that the field names; empty if it names none. */
    Optional<Instant> moment(String name) {
        try {
            return Optional.of(OffsetDateTime.parse(text(name)).toInstant());
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** The JSON that the field carries; missing if it carries none. */
    JsonNode json(String name) {
        return Json.readIfPossible(text(name));
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c > '~') {
                throw new MalformedCall("the form has a character that should have been encoded");
            } else if (c == '%') {
                if (at + 2 >= text.length()) {
                    throw new MalformedCall("the form ends within a percent sequence");
                }
                int high = Character.digit(text.charAt(at + 1), 16);
                int low = Character.digit(text.charAt(at + 2), 16);
                if (high < 0 || low < 0) {
                    throw new MalformedCall("the form has a percent sign that is not followed by two digits");
                }
                bytes.write(high * 16 + low);
                at += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else {
                bytes.write(c);
            }
        }
        return utf8(bytes.toByteArray());
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedCall("the body is not UTF-8");
        }
    }
}
