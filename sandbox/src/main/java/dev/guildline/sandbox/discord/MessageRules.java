package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Discord's limits on a message as a whole. */
final class MessageRules {
    private static final int CONTENT = 2000;
    private static final int NONCE = 25;
    private static final int FILES = 10;
    private static final int FILE_BYTES = 10 * 1024 * 1024;
    private static final int DESCRIPTION = 1024;
    private static final Set<String> MENTION_TYPES = Set.of("users", "roles", "everyone");

    private MessageRules() {}

    static void check(ObjectNode body, List<Upload> uploads, FormErrors errors) {
        JsonNode content = body.get("content");
        if (content != null && !content.isNull() && !content.isTextual() && !content.isNumber()) {
            errors.add(
                    "content",
                    "STRING_TYPE_CONVERT",
                    "Could not interpret \"" + content.getNodeType() + "\" as string.");
        }
        errors.atMost("content", Json.text(body, "content"), CONTENT);
        if (Json.has(body, "nonce")) {
            errors.atMost("nonce", Json.text(body, "nonce"), NONCE);
        }
        lists(body, errors);
        EmbedRules.check(Json.list(body, "embeds"), errors);
        boolean newLayout = (body.path("flags").asInt() & Message.FLAG_COMPONENTS_V2) != 0;
        ComponentRules.check(Json.list(body, "components"), newLayout, errors);
        if (newLayout
                && (!Json.text(body, "content").isEmpty()
                        || !Json.list(body, "embeds").isEmpty())) {
            errors.add(
                    "content",
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        }
        mentions(body.path("allowed_mentions"), errors);
        files(body, uploads, errors);
    }

    private static void lists(ObjectNode body, FormErrors errors) {
        for (String field : List.of("embeds", "components", "attachments")) {
            JsonNode value = body.get(field);
            if (value != null && !value.isNull() && !(value instanceof ArrayNode)) {
                errors.add(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
            }
        }
    }

    private static void mentions(JsonNode allowed, FormErrors errors) {
        for (JsonNode parse : Json.list(allowed, "parse")) {
            String kind = parse.asText();
            if (!MENTION_TYPES.contains(kind)) {
                errors.choice("allowed_mentions.parse", "'everyone', 'roles', 'users'");
            } else if (!Json.list(allowed, kind).isEmpty()) {
                errors.add(
                        "allowed_mentions",
                        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                        "parse:[\"" + kind + "\"] and " + kind + ": [ids...] are mutually exclusive.");
            }
        }
    }

    private static void files(ObjectNode body, List<Upload> uploads, FormErrors errors) {
        ArrayNode listed = Json.list(body, "attachments");
        if (uploads.size() > FILES || listed.size() > FILES) {
            errors.add("attachments", "BASE_TYPE_MAX_LENGTH", "Must be " + FILES + " or fewer in length.");
        }
        for (int i = 0; i < listed.size(); i++) {
            errors.atMost("attachments." + i + ".description", Json.text(listed.get(i), "description"), DESCRIPTION);
        }
        for (Upload upload : uploads) {
            if (upload.bytes().length > FILE_BYTES) {
                throw ApiError.tooLarge();
            }
        }
    }
}
