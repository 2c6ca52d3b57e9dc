package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Servers and roles as JSON. */
final class GuildForm {
    private static final int MAX_MEMBERS = 500_000;
    private static final int AFK_SECONDS = 300;

    private GuildForm() {}

    /** As GET /guilds/{id} shows it. */
    static ObjectNode of(Guild guild) {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(guild.id))
                .put("name", guild.name)
                .put("owner_id", Long.toUnsignedString(guild.owner))
                .put("preferred_locale", guild.locale)
                .put("region", "us-west")
                .put("afk_timeout", AFK_SECONDS)
                .put("system_channel_flags", 0)
                .put("widget_enabled", false)
                .put("verification_level", 0)
                .put("default_message_notifications", 1)
                .put("mfa_level", 0)
                .put("explicit_content_filter", 0)
                .put("max_members", MAX_MEMBERS)
                .put("max_stage_video_channel_users", 50)
                .put("max_video_channel_users", 25)
                .put("premium_tier", 0)
                .put("premium_subscription_count", 0)
                .put("premium_progress_bar_enabled", false)
                .put("nsfw", false)
                .put("nsfw_level", 0);
        for (String unset : new String[] {
            "icon",
            "description",
            "home_header",
            "splash",
            "discovery_splash",
            "banner",
            "application_id",
            "afk_channel_id",
            "system_channel_id",
            "widget_channel_id",
            "max_presences",
            "vanity_url_code",
            "rules_channel_id",
            "safety_alerts_channel_id",
            "public_updates_channel_id",
            "incidents_data"
        }) {
            form.putNull(unset);
        }
        form.putArray("features");
        form.putArray("emojis");
        form.putArray("stickers");
        form.set("roles", Json.array(guild.roles, GuildForm::role));
        return form;
    }

    /** As GUILD_CREATE shows it to this bot. */
    static ObjectNode forGateway(Guild guild, Iterable<Channel> threads, Account bot, Instant joinedAt) {
        ObjectNode form = of(guild)
                .put("joined_at", Times.of(joinedAt))
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", guild.members.size());
        form.set("channels", Json.array(guild.channels, ChannelForm::of));
        form.set("threads", Json.array(threads, ChannelForm::of));
        form.putArray("members").add(UserForm.member(guild, bot));
        form.putArray("voice_states");
        form.putArray("presences");
        form.putArray("stage_instances");
        form.putArray("guild_scheduled_events");
        form.putArray("soundboard_sounds");
        return form;
    }

    static ObjectNode role(Guild.Role role) {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(role.id()))
                .put("name", role.name())
                .put("permissions", Long.toUnsignedString(role.permissions()))
                .put("position", role.position())
                .put("color", 0)
                .put("hoist", false)
                .put("managed", role.managed())
                .put("mentionable", false)
                .putNull("icon")
                .putNull("unicode_emoji")
                .put("flags", 0);
        form.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        return form;
    }
}
