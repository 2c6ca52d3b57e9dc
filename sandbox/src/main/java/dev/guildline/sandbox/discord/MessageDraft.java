package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request wants a message to be: the body it sent, checked, and its files. */
final class MessageDraft {
    private static final int SETTABLE_FLAGS =
            Message.FLAG_SUPPRESS_EMBEDS | Message.FLAG_SUPPRESS_NOTIFICATIONS | Message.FLAG_COMPONENTS_V2;
    private static final Pattern UNSAFE_IN_NAMES = Pattern.compile("[^\\p{L}\\p{N}._-]");

    private final ObjectNode body;
    private final List<Upload> uploads;

    /** Takes a body after checking every limit of Discord that does not depend on where it is sent. */
    MessageDraft(ObjectNode body, List<Upload> uploads) {
        this.body = body;
        this.uploads = List.copyOf(uploads);
        FormErrors errors = new FormErrors();
        MessageRules.check(body, uploads, errors);
        errors.throwIfAny();
    }

    /** A person's plain message. */
    static MessageDraft ofPerson(String text, List<SandboxFile> files) {
        List<Upload> uploads = new ArrayList<>();
        for (SandboxFile file : files) {
            uploads.add(new Upload(uploads.size(), file.name(), file.contentType(), file.bytes()));
        }
        return new MessageDraft(Json.object().put("content", text), uploads);
    }

    int flags() {
        return body.path("flags").asInt();
    }

    boolean wantsEphemeral() {
        return (flags() & Message.FLAG_EPHEMERAL) != 0;
    }

    @Nullable
    JsonNode nonce() {
        JsonNode nonce = body.get("nonce");
        return nonce == null || nonce.isNull() ? null : nonce;
    }

    boolean enforcesNonce() {
        return body.path("enforce_nonce").asBoolean();
    }

    /** Id of the message to reply to; 0 if it is no reply. */
    long repliesTo() {
        JsonNode reference = body.path("message_reference");
        return Json.has(reference, "message_id")
                ? Snowflakes.parse("message_reference.message_id", Json.text(reference, "message_id"))
                : 0;
    }

    boolean failsWithoutReference() {
        return body.path("message_reference").path("fail_if_not_exists").asBoolean(true);
    }

    @Nullable
    JsonNode allowedMentions() {
        JsonNode allowed = body.get("allowed_mentions");
        return allowed == null || allowed.isNull() ? null : allowed;
    }

    /** Writes what the body names into the message; what it does not name stays. */
    void applyTo(Message message, World world) {
        if (body.has("content")) {
            message.content = Json.text(body, "content").strip();
        }
        if (body.has("flags")) {
            message.flags = (message.flags & ~SETTABLE_FLAGS) | (flags() & SETTABLE_FLAGS);
        }
        message.tts = body.path("tts").asBoolean(message.tts);
        keepOldFiles(message);
        for (Upload upload : uploads) {
            message.attachments.add(store(upload, message.channel, world));
        }
        if (body.has("embeds")) {
            message.embeds = EmbedRules.stored(Json.list(body, "embeds"), message.attachments, world);
        }
        if (body.has("components")) {
            message.components = ComponentRules.stored(Json.list(body, "components"));
        }
    }

    /** An edit that lists attachments keeps only those. */
    private void keepOldFiles(Message message) {
        if (body.get("attachments") instanceof ArrayNode kept) {
            List<String> ids = new ArrayList<>();
            kept.forEach(attachment -> ids.add(Json.text(attachment, "id")));
            message.attachments.removeIf(file -> !ids.contains(Long.toUnsignedString(file.id())));
        }
    }

    private StoredFile store(Upload upload, Channel channel, World world) {
        String description = null;
        String name = upload.filename();
        for (JsonNode attachment : Json.list(body, "attachments")) {
            if (Json.text(attachment, "id").equals(Integer.toString(upload.slot()))) {
                description = Json.has(attachment, "description") ? Json.text(attachment, "description") : null;
                name = Json.has(attachment, "filename") ? Json.text(attachment, "filename") : name;
            }
        }
        String safe = UNSAFE_IN_NAMES.matcher(name).replaceAll("_");
        StoredFile file =
                new StoredFile(world.nextId(), channel.id, safe, upload.contentType(), description, upload.bytes());
        world.files.put(file.id(), file);
        return file;
    }

    static boolean isEmpty(Message message) {
        return message.content.isBlank()
                && message.embeds.isEmpty()
                && message.components.isEmpty()
                && message.attachments.isEmpty();
    }
}
