package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.SandboxAttachment;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxChoice;
import dev.guildline.sandbox.discord.SandboxCommand;
import dev.guildline.sandbox.discord.SandboxComponent;
import dev.guildline.sandbox.discord.SandboxEmbed;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxModal;
import dev.guildline.sandbox.discord.SandboxUser;
import java.util.Map;
import java.util.stream.Collectors;

/** What a player's client shows, as JSON. */
final class ChatView {
    private ChatView() {}

    static String kind(SandboxChannel channel) {
        return switch (channel.type()) {
            case 1 -> "dm";
            case 5 -> "announcement";
            case 10, 11, 12 -> "thread";
            case 15 -> "forum";
            default -> "text";
        };
    }

    static ObjectNode message(
            SandboxUser player, SandboxChannel channel, SandboxMessage message, Map<String, SandboxMessage> others) {
        ObjectNode form = PageJson.object()
                .put("id", message.id())
                .put("content", message.content())
                .put("mine", message.authorId().equals(player.id()))
                .put(
                        "mentioned",
                        message.mentionsEveryone() || message.mentions().contains(player.id()))
                .put("ephemeral", message.ephemeral())
                .put("thinking", message.thinking())
                .put("edited", message.edited())
                .put("crossposted", message.crossposted())
                .put("thread", message.threadId())
                .put("sentAt", message.sentAt().toString());
        form.set("author", author(message));
        form.set("embeds", PageJson.array(message.embeds(), ChatView::embed));
        form.set("components", PageJson.array(message.components(), ChatView::component));
        form.set("attachments", PageJson.array(message.attachments(), file -> attachment(player, channel, file)));
        ObjectNode reactions = form.putObject("reactions");
        message.reactions().forEach(reactions::put);
        if (!message.command().isEmpty()) {
            form.putObject("command").put("name", message.command()).put("by", message.commandBy());
        }
        String repliesTo = message.repliesTo();
        if (repliesTo != null) {
            form.set("reply", quoted(repliesTo, others.get(repliesTo)));
        }
        return form;
    }

    /** The messages by id, for the lines that replies quote. */
    static Map<String, SandboxMessage> byId(Iterable<SandboxMessage> messages) {
        return java.util.stream.StreamSupport.stream(messages.spliterator(), false)
                .collect(Collectors.toMap(SandboxMessage::id, message -> message));
    }

    private static ObjectNode author(SandboxMessage message) {
        return PageJson.object()
                .put("id", message.authorId())
                .put("name", message.author())
                .put("bot", message.fromBot());
    }

    private static ObjectNode quoted(String id, @org.jspecify.annotations.Nullable SandboxMessage message) {
        ObjectNode form = PageJson.object().put("id", id).put("gone", message == null);
        if (message != null) {
            form.put("content", message.content()).set("author", author(message));
        }
        return form;
    }

    private static ObjectNode attachment(SandboxUser player, SandboxChannel channel, SandboxAttachment file) {
        return PageJson.object()
                .put("id", file.id())
                .put("name", file.filename())
                .put("size", file.size())
                .put("picture", PageAnswer.isPicture(file.contentType()))
                .put("url", "/api/players/" + player.id() + "/channels/" + channel.id() + "/attachments/" + file.id());
    }

    private static ObjectNode embed(SandboxEmbed embed) {
        ObjectNode form = PageJson.object()
                .put("title", embed.title())
                .put("description", embed.description())
                .put("url", embed.url())
                .put("color", embed.color())
                .put("author", embed.author())
                .put("footer", embed.footer())
                .put("image", embed.imageUrl())
                .put("thumbnail", embed.thumbnailUrl());
        form.set(
                "fields",
                PageJson.array(
                        embed.fields(),
                        field -> PageJson.object()
                                .put("name", field.name())
                                .put("value", field.value())
                                .put("inline", field.inline())));
        return form;
    }

    private static ObjectNode component(SandboxComponent component) {
        ObjectNode form = PageJson.object()
                .put("type", component.type())
                .put("customId", component.customId())
                .put("label", component.label())
                .put("text", component.text())
                .put("style", component.style())
                .put("emoji", component.emoji())
                .put("url", component.url())
                .put("disabled", component.disabled())
                .put("required", component.required())
                .put("placeholder", component.placeholder())
                .put("minimum", component.minimum())
                .put("maximum", component.maximum());
        form.set(
                "options",
                PageJson.array(
                        component.options(),
                        option -> PageJson.object()
                                .put("label", option.label())
                                .put("value", option.value())
                                .put("description", option.description())
                                .put("chosen", option.chosen())));
        form.set("children", PageJson.array(component.children(), ChatView::component));
        return form;
    }

    static ObjectNode modal(SandboxModal modal) {
        ObjectNode form = PageJson.object()
                .put("interaction", modal.interactionId())
                .put("channel", modal.channelId())
                .put("customId", modal.customId())
                .put("title", modal.title());
        form.set("components", PageJson.array(modal.components(), ChatView::component));
        return form;
    }

    static ObjectNode command(SandboxCommand command) {
        ObjectNode form = PageJson.object()
                .put("type", command.type())
                .put("name", command.name())
                .put("shownName", command.shownName())
                .put("description", command.description());
        form.set("options", PageJson.array(command.options(), ChatView::option));
        return form;
    }

    private static ObjectNode option(SandboxCommand.Option option) {
        ObjectNode form = PageJson.object()
                .put("type", option.type())
                .put("name", option.name())
                .put("shownName", option.shownName())
                .put("description", option.description())
                .put("required", option.required())
                .put("autocomplete", option.autocomplete())
                .put("maxLength", option.maxLength());
        form.set("choices", PageJson.array(option.choices(), ChatView::choice));
        form.set("options", PageJson.array(option.options(), ChatView::option));
        return form;
    }

    static ObjectNode choice(SandboxChoice choice) {
        return PageJson.object().put("name", choice.name()).put("value", choice.value());
    }
}
