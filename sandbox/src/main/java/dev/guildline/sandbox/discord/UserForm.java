package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Accounts and members as JSON. */
final class UserForm {
    private UserForm() {}

    static ObjectNode of(Account account) {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(account.id))
                .put("username", account.username)
                .put("discriminator", "0")
                .put("global_name", account.globalName)
                .putNull("avatar")
                .put("public_flags", 0)
                .put("flags", 0)
                .putNull("primary_guild")
                .putNull("avatar_decoration_data")
                .putNull("banner")
                .putNull("accent_color");
        if (account.bot) {
            form.put("bot", true);
        }
        return form;
    }

    /** The bot's own account, with what only it may see. */
    static ObjectNode self(Account bot) {
        return of(bot).put("mfa_enabled", true)
                .put("locale", bot.locale)
                .put("verified", true)
                .putNull("email");
    }

    /** A member as it accompanies a message: without the user. */
    static ObjectNode partialMember(Guild guild, Account account) {
        Guild.Member member = guild.members.get(account.id);
        ObjectNode form = Json.object()
                .putNull("avatar")
                .putNull("banner")
                .putNull("communication_disabled_until")
                .put("flags", 0)
                .put("joined_at", Times.of(member == null ? Snowflakes.timeOf(guild.id) : member.joinedAt()))
                .putNull("nick")
                .put("pending", false)
                .putNull("premium_since")
                .put("mute", false)
                .put("deaf", false);
        var roles = form.putArray("roles");
        if (member != null) {
            member.roles().forEach(role -> roles.add(Long.toUnsignedString(role)));
        }
        return form;
    }

    static ObjectNode member(Guild guild, Account account) {
        ObjectNode form = partialMember(guild, account);
        form.set("user", of(account));
        return form;
    }

    /** A member as an interaction shows it: with the permissions in the channel. */
    static ObjectNode interactingMember(Guild guild, Account account) {
        return member(guild, account).put("permissions", Long.toUnsignedString(guild.permissionsOf(account)));
    }
}
