package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Messages as JSON: for REST answers, for gateway events, and with what an application without the content intent may not read taken out. */
final class MessageForm {
    private static final int FORWARD = 1;

    private final World world;

    MessageForm(World world) {
        this.world = world;
    }

    /** As REST shows it, with the message it replies to. */
    ObjectNode of(Message message) {
        ObjectNode form = alone(message);
        Message replied = message.repliesTo;
        if (replied != null) {
            ObjectNode reference = form.putObject("message_reference")
                    .put("type", 0)
                    .put("channel_id", Long.toUnsignedString(replied.channel.id))
                    .put("message_id", Long.toUnsignedString(replied.id));
            if (message.channel.guild != null) {
                reference.put("guild_id", Long.toUnsignedString(message.channel.guild.id));
            }
            boolean stillThere = replied.channel.messages.containsKey(replied.id);
            form.set("referenced_message", stillThere ? alone(replied) : null);
        }
        if (message.forwards != null) {
            forwarded(form, message.forwards);
        }
        return form;
    }

    /** As it is when it is read back: the nonce is told only once. */
    ObjectNode readBack(Message message) {
        ObjectNode form = of(message);
        form.remove("nonce");
        return form;
    }

    /** A forwarded message comes as a copy of what it said. */
    private void forwarded(ObjectNode form, Message forwarded) {
        form.putObject("message_reference")
                .put("type", FORWARD)
                .put("channel_id", Long.toUnsignedString(forwarded.channel.id))
                .put("message_id", Long.toUnsignedString(forwarded.id));
        ObjectNode whole = alone(forwarded);
        ObjectNode copy = form.putArray("message_snapshots").addObject().putObject("message");
        List.of("type", "content", "embeds", "attachments", "timestamp", "edited_timestamp", "flags", "mentions")
                .forEach(field -> copy.set(field, whole.get(field)));
        List.of("mention_roles", "sticker_items", "components")
                .forEach(field -> copy.set(field, whole.has(field) ? whole.get(field) : Json.array()));
    }

    /** As MESSAGE_CREATE and MESSAGE_UPDATE show it. */
    ObjectNode event(Message message) {
        ObjectNode form = of(message).put("channel_type", message.channel.type);
        Guild guild = message.channel.guild;
        if (guild != null) {
            form.put("guild_id", Long.toUnsignedString(guild.id));
            form.set("member", UserForm.partialMember(guild, message.author));
        }
        return form;
    }

    /** Blanks the parts that need the privileged content intent. */
    static ObjectNode withoutContent(ObjectNode event) {
        ObjectNode bare = event.deepCopy().put("content", "");
        bare.putArray("embeds");
        bare.putArray("attachments");
        bare.putArray("components");
        return bare;
    }

    private ObjectNode alone(Message message) {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(message.id))
                .put("type", message.type)
                .put("channel_id", Long.toUnsignedString(message.channel.id))
                .put("content", message.content)
                .put("timestamp", Times.of(message.sentAt))
                .put("edited_timestamp", message.editedAt == null ? null : Times.of(message.editedAt))
                .put("tts", message.tts)
                .put("mention_everyone", message.mentionsEveryone)
                .put("pinned", false)
                .put("flags", message.flags);
        form.set("author", UserForm.of(message.author));
        form.set("mentions", Json.array(message.mentions, UserForm::of));
        form.putArray("mention_roles");
        form.set("attachments", Json.array(message.attachments, this::attachment));
        form.set("embeds", message.embeds.deepCopy());
        form.set("components", message.components.deepCopy());
        if (!message.stickers.isEmpty()) {
            form.set("sticker_items", Json.array(message.stickers, MessageForm::sticker));
        }
        if (message.poll != null) {
            form.set("poll", message.poll.deepCopy());
        }
        if (message.nonce != null) {
            form.set("nonce", message.nonce);
        }
        if (!message.reactions.isEmpty()) {
            form.set(
                    "reactions",
                    Json.array(message.reactions.entrySet(), entry -> reaction(entry.getKey(), entry.getValue())));
        }
        if (message.startedThread != null) {
            form.set("thread", ChannelForm.of(message.startedThread));
        }
        if (message.interaction != null) {
            byInteraction(form, message.interaction);
        }
        return form;
    }

    private void byInteraction(ObjectNode form, Interaction interaction) {
        String application = Long.toUnsignedString(world.bot.id);
        form.put("application_id", application).put("webhook_id", application);
        form.set("interaction_metadata", InteractionForm.metadata(interaction));
        if (interaction.type == Interaction.COMMAND) {
            ObjectNode older = form.putObject("interaction")
                    .put("id", Long.toUnsignedString(interaction.id))
                    .put("type", interaction.type)
                    .put("name", interaction.commandName);
            older.set("user", UserForm.of(interaction.user));
        }
    }

    private ObjectNode reaction(String emoji, Set<Long> people) {
        boolean me = people.contains(world.bot.id);
        ObjectNode form =
                Json.object().put("count", people.size()).put("me", me).put("me_burst", false);
        form.putObject("count_details").put("burst", 0).put("normal", people.size());
        form.putArray("burst_colors");
        form.set("emoji", emoji(emoji));
        return form;
    }

    private static ObjectNode sticker(String name) {
        return Json.object()
                .put("id", Integer.toUnsignedString(name.hashCode()))
                .put("name", name)
                .put("format_type", 1);
    }

    static ObjectNode emoji(String emoji) {
        return Json.object().putNull("id").put("name", emoji);
    }

    ObjectNode attachment(StoredFile file) {
        String signed = FileLinks.of(world, file);
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(file.id()))
                .put("filename", file.filename())
                .put("size", file.bytes().length)
                .put("url", signed)
                .put("proxy_url", signed);
        if (file.contentType() != null) {
            form.put("content_type", file.contentType());
        }
        if (file.description() != null) {
            form.put("description", file.description());
        }
        return form;
    }
}
