package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;

/** Discord's limits on embeds, and the form in which it keeps them. */
final class EmbedRules {
    private static final int EMBEDS = 10;
    private static final int TOTAL = 6000;
    private static final int TITLE = 256;
    private static final int DESCRIPTION = 4096;
    private static final int FIELDS = 25;
    private static final int FIELD_NAME = 256;
    private static final int FIELD_VALUE = 1024;
    private static final int FOOTER = 2048;
    private static final int AUTHOR = 256;
    private static final int MAX_COLOR = 0xFFFFFF;
    private static final Pattern URL = Pattern.compile("(https?|attachment)://\\S+");
    private static final String ATTACHMENT = "attachment://";

    private EmbedRules() {}

    static void check(ArrayNode embeds, FormErrors errors) {
        if (embeds.size() > EMBEDS) {
            errors.tooLong("embeds", EMBEDS);
        }
        int total = 0;
        for (int i = 0; i < embeds.size(); i++) {
            total += embed(embeds.get(i), "embeds." + i, errors);
        }
        if (total > TOTAL) {
            errors.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of " + TOTAL);
        }
    }

    private static int embed(JsonNode embed, String path, FormErrors errors) {
        int total = text(embed, path, "title", TITLE, errors) + text(embed, path, "description", DESCRIPTION, errors);
        total += text(embed.path("footer"), path + ".footer", "text", FOOTER, errors);
        total += text(embed.path("author"), path + ".author", "name", AUTHOR, errors);
        ArrayNode fields = Json.list(embed, "fields");
        if (fields.size() > FIELDS) {
            errors.tooLong(path + ".fields", FIELDS);
        }
        for (int i = 0; i < fields.size(); i++) {
            String at = path + ".fields." + i;
            String name = Json.text(fields.get(i), "name");
            String value = Json.text(fields.get(i), "value");
            errors.between(at + ".name", name.strip(), 1, FIELD_NAME);
            errors.between(at + ".value", value.strip(), 1, FIELD_VALUE);
            total += FormErrors.length(name) + FormErrors.length(value);
        }
        if (embed.path("color").asInt() > MAX_COLOR) {
            errors.add(
                    path + ".color", "NUMBER_TYPE_MAX", "int value should be less than or equal to " + MAX_COLOR + ".");
        }
        url(embed, path, errors);
        url(embed.path("image"), path + ".image", errors);
        url(embed.path("thumbnail"), path + ".thumbnail", errors);
        return total;
    }

    private static int text(JsonNode node, String path, String field, int limit, FormErrors errors) {
        String text = Json.text(node, field);
        errors.atMost(path + "." + field, text, limit);
        return FormErrors.length(text);
    }

    private static void url(JsonNode node, String path, FormErrors errors) {
        String url = Json.text(node, "url");
        if (!url.isEmpty() && !URL.matcher(url).matches()) {
            errors.add(path + ".url", "URL_TYPE_INVALID_URL", "Not a well formed URL.");
        }
    }

    /** The embeds as they are kept and sent out: type filled in, nothing unset, pictures pointing at the CDN. */
    static ArrayNode stored(ArrayNode embeds, List<StoredFile> files, World world) {
        ArrayNode copy = embeds.deepCopy();
        for (JsonNode node : copy) {
            if (node instanceof ObjectNode embed) {
                embed.put("type", "rich");
                Json.dropNulls(embed);
                for (JsonNode field : Json.list(embed, "fields")) {
                    ((ObjectNode) field).put("inline", field.path("inline").asBoolean());
                }
                for (String picture : List.of("image", "thumbnail")) {
                    if (embed.get(picture) instanceof ObjectNode image) {
                        toCdn(image, files, world);
                    }
                }
            }
        }
        return copy;
    }

    private static void toCdn(ObjectNode image, List<StoredFile> files, World world) {
        String url = Json.text(image, "url");
        if (url.startsWith(ATTACHMENT)) {
            String name = url.substring(ATTACHMENT.length());
            files.stream()
                    .filter(file -> file.filename().equals(name))
                    .findFirst()
                    .ifPresent(file -> image.put("url", FileLinks.of(world, file)));
        }
    }
}
