package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns stored messages and forms into what a person sees. */
final class MessageView {
    private static final int LABEL = 18;

    private MessageView() {}

    static SandboxMessage of(World world, Message message) {
        Map<String, Integer> reactions = new LinkedHashMap<>();
        message.reactions.forEach((emoji, people) -> reactions.put(emoji, people.size()));
        Interaction used = message.interaction;
        String command = used == null || used.original != message ? "" : command(used);
        return new SandboxMessage(
                Long.toUnsignedString(message.id),
                Long.toUnsignedString(message.channel.id),
                Long.toUnsignedString(message.author.id),
                message.author.displayName(),
                message.author.bot,
                message.content,
                embeds(message.embeds),
                components(message.components),
                message.attachments.stream()
                        .map(file -> attachment(world, file))
                        .toList(),
                message.mentions.stream()
                        .map(account -> Long.toUnsignedString(account.id))
                        .toList(),
                message.mentionsEveryone,
                message.repliesTo == null ? null : Long.toUnsignedString(message.repliesTo.id),
                message.isEphemeral(),
                message.isLoading(),
                message.editedAt != null,
                (message.flags & Message.FLAG_CROSSPOSTED) != 0,
                (message.flags & Message.FLAG_SUPPRESS_NOTIFICATIONS) != 0,
                reactions,
                message.startedThread == null ? null : Long.toUnsignedString(message.startedThread.id),
                command,
                command.isEmpty() || used == null ? "" : used.user.displayName(),
                message.sentAt);
    }

    private static String command(Interaction interaction) {
        boolean slash = interaction.answerType == Message.CHAT_INPUT_COMMAND && !interaction.commandName.isEmpty();
        return slash ? "/" + interaction.commandName : interaction.commandName;
    }

    private static SandboxAttachment attachment(World world, StoredFile file) {
        return new SandboxAttachment(
                Long.toUnsignedString(file.id()),
                file.filename(),
                file.contentType() == null ? "" : file.contentType(),
                file.bytes().length,
                FileLinks.of(world, file));
    }

    private static List<SandboxEmbed> embeds(JsonNode embeds) {
        List<SandboxEmbed> views = new ArrayList<>();
        for (JsonNode embed : embeds) {
            List<SandboxEmbed.Field> fields = new ArrayList<>();
            for (JsonNode field : Json.list(embed, "fields")) {
                fields.add(new SandboxEmbed.Field(
                        Json.text(field, "name"),
                        Json.text(field, "value"),
                        field.path("inline").asBoolean()));
            }
            views.add(new SandboxEmbed(
                    Json.text(embed, "title"),
                    Json.text(embed, "description"),
                    Json.text(embed, "url"),
                    embed.path("color").asInt(-1),
                    Json.text(embed.path("author"), "name"),
                    Json.text(embed.path("footer"), "text"),
                    Json.text(embed.path("image"), "url"),
                    Json.text(embed.path("thumbnail"), "url"),
                    fields));
        }
        return views;
    }

    static List<SandboxComponent> components(JsonNode components) {
        List<SandboxComponent> views = new ArrayList<>();
        components.forEach(component -> views.add(component(component)));
        return views;
    }

    private static SandboxComponent component(JsonNode node) {
        List<SandboxComponent.Option> options = new ArrayList<>();
        for (JsonNode option : Json.list(node, "options")) {
            options.add(new SandboxComponent.Option(
                    Json.text(option, "label"),
                    Json.text(option, "value"),
                    Json.text(option, "description"),
                    option.path("default").asBoolean()));
        }
        List<SandboxComponent> children = new ArrayList<>(components(Json.list(node, "components")));
        for (String single : List.of("component", "accessory")) {
            if (Json.has(node, single)) {
                children.add(component(node.get(single)));
            }
        }
        int type = node.path("type").asInt();
        boolean texts = type == ComponentRules.TEXT_INPUT;
        return new SandboxComponent(
                type,
                Json.text(node, "custom_id"),
                Json.text(node, "label"),
                type == LABEL ? Json.text(node, "description") : Json.text(node, texts ? "value" : "content"),
                node.path("style").asInt(),
                Json.text(node.path("emoji"), "name"),
                Json.text(node, "url"),
                node.path("disabled").asBoolean(),
                node.path("required").asBoolean(true),
                Json.text(node, "placeholder"),
                node.path(texts ? "min_length" : "min_values").asInt(texts ? 0 : 1),
                node.path(texts ? "max_length" : "max_values").asInt(texts ? 4000 : 1),
                options,
                children);
    }
}
