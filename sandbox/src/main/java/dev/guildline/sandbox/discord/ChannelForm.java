package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Channels and threads as JSON. */
final class ChannelForm {
    private ChannelForm() {}

    static ObjectNode of(Channel channel) {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(channel.id))
                .put("type", channel.type)
                .put("flags", 0);
        long last = channel.lastMessageId();
        form.put("last_message_id", last == 0 ? null : Long.toUnsignedString(last));
        if (channel.recipient != null) {
            form.putArray("recipients").add(UserForm.of(channel.recipient));
            return form;
        }
        form.put("name", channel.name);
        if (channel.guild != null) {
            form.put("guild_id", Long.toUnsignedString(channel.guild.id));
        }
        if (channel.thread == null) {
            return guildChannel(channel, form);
        }
        return thread(channel, channel.thread, form);
    }

    private static ObjectNode guildChannel(Channel channel, ObjectNode form) {
        form.put("position", channel.position)
                .putNull("parent_id")
                .putNull("topic")
                .put("nsfw", false)
                .put("rate_limit_per_user", 0)
                .putArray("permission_overwrites");
        if (channel.type == Channel.FORUM) {
            form.putNull("default_reaction_emoji")
                    .put("default_forum_layout", 0)
                    .putArray("available_tags");
        }
        return form;
    }

    private static ObjectNode thread(Channel channel, Channel.ThreadState thread, ObjectNode form) {
        form.put("parent_id", Long.toUnsignedString(thread.parent.id))
                .put("owner_id", Long.toUnsignedString(thread.owner))
                .put("rate_limit_per_user", 0)
                .put("message_count", channel.messages.size())
                .put("total_message_sent", channel.messages.size())
                .put("member_count", thread.members.size());
        ObjectNode metadata = form.putObject("thread_metadata")
                .put("archived", thread.archived)
                .put("archive_timestamp", Times.of(Snowflakes.timeOf(channel.id)))
                .put("auto_archive_duration", thread.autoArchiveMinutes)
                .put("locked", thread.locked)
                .put("create_timestamp", Times.of(Snowflakes.timeOf(channel.id)));
        if (channel.type == Channel.PRIVATE_THREAD) {
            metadata.put("invitable", thread.invitable);
        }
        return form;
    }

    static ObjectNode threadMember(Channel channel, long userId) {
        return Json.object()
                .put("id", Long.toUnsignedString(channel.id))
                .put("user_id", Long.toUnsignedString(userId))
                .put("join_timestamp", Times.of(Snowflakes.timeOf(channel.id)))
                .put("flags", 0);
    }

    /** The shortened channel of an interaction. */
    static ObjectNode inInteraction(Channel channel, Account user) {
        ObjectNode form = of(channel);
        if (channel.guild != null) {
            form.put("permissions", Long.toUnsignedString(channel.guild.permissionsOf(user)));
        }
        return form;
    }
}
