package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Interactions as JSON: the gateway event, what a callback is answered with, and the note on messages they made. */
final class InteractionForm {
    private static final long ATTACHMENT_LIMIT = 10L * 1024 * 1024;
    private static final long DM_PERMISSIONS = (1L << 6) | (1L << 11) | (1L << 14) | (1L << 15) | (1L << 16);

    private InteractionForm() {}

    /** The body of INTERACTION_CREATE. */
    static ObjectNode event(Interaction interaction, ObjectNode data, World world, MessageForm messages) {
        Channel channel = interaction.channel;
        Account user = interaction.user;
        ObjectNode event = Json.object()
                .put("id", Long.toUnsignedString(interaction.id))
                .put("application_id", Long.toUnsignedString(world.bot.id))
                .put("type", interaction.type)
                .put("token", interaction.token)
                .put("version", 1)
                .put("channel_id", Long.toUnsignedString(channel.id))
                .put("locale", user.locale)
                .put("attachment_size_limit", ATTACHMENT_LIMIT);
        event.set("channel", ChannelForm.inInteraction(channel, user));
        event.set("data", data);
        event.putArray("entitlements");
        Guild guild = channel.guild;
        event.set("authorizing_integration_owners", owners(interaction));
        if (guild == null) {
            event.put("context", 1).put("app_permissions", Long.toUnsignedString(DM_PERMISSIONS));
            event.set("user", UserForm.of(user));
        } else {
            event.put("context", 0)
                    .put("guild_id", Long.toUnsignedString(guild.id))
                    .put("guild_locale", guild.locale)
                    .put("app_permissions", Long.toUnsignedString(guild.permissionsOf(world.bot)));
            event.set("member", UserForm.interactingMember(guild, user));
            event.putObject("guild")
                    .put("id", Long.toUnsignedString(guild.id))
                    .put("locale", guild.locale)
                    .putArray("features");
        }
        if (interaction.source != null && interaction.type != Interaction.COMMAND) {
            event.set("message", messages.of(interaction.source));
        }
        return event;
    }

    /** What a callback is answered with if a response was asked for. */
    static ObjectNode callback(Interaction interaction, MessageForm messages) {
        Message original = interaction.original;
        ObjectNode answer = Json.object();
        ObjectNode about = answer.putObject("interaction")
                .put("id", Long.toUnsignedString(interaction.id))
                .put("type", interaction.type)
                .put("channel_id", Long.toUnsignedString(interaction.channel.id));
        if (interaction.channel.guild != null) {
            about.put("guild_id", Long.toUnsignedString(interaction.channel.guild.id));
        }
        if (original != null) {
            about.put("response_message_id", Long.toUnsignedString(original.id))
                    .put("response_message_loading", original.isLoading())
                    .put("response_message_ephemeral", original.isEphemeral());
            boolean carriesMessage =
                    interaction.callback == Interactions.REPLY || interaction.callback == Interactions.UPDATE;
            if (carriesMessage) {
                answer.putObject("resource").put("type", interaction.callback).set("message", messages.of(original));
            }
        }
        return answer;
    }

    /** The {@code interaction_metadata} of a message. */
    static ObjectNode metadata(Interaction interaction) {
        ObjectNode metadata =
                Json.object().put("id", Long.toUnsignedString(interaction.id)).put("type", interaction.type);
        metadata.set("user", UserForm.of(interaction.user));
        metadata.set("authorizing_integration_owners", owners(interaction));
        if (interaction.type == Interaction.COMPONENT && interaction.source != null) {
            metadata.put("interacted_message_id", Long.toUnsignedString(interaction.source.id));
        }
        if (interaction.type == Interaction.MODAL_SUBMIT) {
            ObjectNode trigger = metadata.putObject("triggering_interaction_metadata")
                    .put("id", Long.toUnsignedString(interaction.id));
            trigger.set("user", UserForm.of(interaction.user));
            trigger.set("authorizing_integration_owners", owners(interaction));
            if (interaction.source == null) {
                trigger.put("type", Interaction.COMMAND);
            } else {
                trigger.put("type", Interaction.COMPONENT)
                        .put("interacted_message_id", Long.toUnsignedString(interaction.source.id));
            }
        }
        return metadata;
    }

    private static ObjectNode owners(Interaction interaction) {
        Guild guild = interaction.channel.guild;
        return Json.object().put("0", guild == null ? "0" : Long.toUnsignedString(guild.id));
    }
}
