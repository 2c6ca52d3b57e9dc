package dev.guildline.sandbox.page;

import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the players, channels and messages a path names. */
final class Players {
    private static final Pattern ID = Pattern.compile("[0-9]{1,19}");
    private static final int ANNOUNCEMENT = 5;
    private static final int FORUM = 15;

    private final DiscordSandbox discord;
    private final Set<String> hidden;

    Players(DiscordSandbox discord, Set<String> hidden) {
        this.discord = discord;
        this.hidden = hidden;
    }

    List<SandboxUser> all() {
        return discord.users().stream()
                .filter(user -> !hidden.contains(user.username()))
                .toList();
    }

    SandboxUser player(Context context) {
        return player("player", context.pathParam("player"));
    }

    SandboxUser player(String field, String id) {
        return all().stream()
                .filter(user -> user.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown(field, "There is no player with this id."));
    }

    SandboxChannel channel(Context context, SandboxUser player) {
        return channel("channel", context.pathParam("channel"), player);
    }

    SandboxChannel channel(String field, String id, SandboxUser player) {
        return visible(player).stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown(field, player.displayName() + " sees no channel with this id."));
    }

    /** An id of a message; whether the player sees it is for the simulator to say. */
    static String message(Context context) {
        return id("message", context.pathParam("message"));
    }

    static String id(String field, String value) {
        if (!ID.matcher(value).matches()) {
            throw PageProblem.badField(field, "\"" + field + "\" must be an id of digits.");
        }
        return value;
    }

    /** The server's channels, the threads in them, and the DM, as far as this player sees them. */
    List<SandboxChannel> visible(SandboxUser player) {
        List<SandboxChannel> visible = new ArrayList<>();
        for (SandboxChannel channel : discord.guild().channels()) {
            visible.add(channel);
            visible.addAll(channel.threads());
        }
        visible.removeIf(channel -> !player.sees(channel));
        visible.add(player.dm());
        return visible;
    }

    boolean isStaff(SandboxUser player) {
        return discord.guild().isAdministrator(player);
    }

    /** Announcements are for staff; a forum takes posts only, which this page does not write. */
    boolean mayWrite(SandboxUser player, SandboxChannel channel) {
        return switch (channel.type()) {
            case ANNOUNCEMENT -> isStaff(player);
            case FORUM -> false;
            default -> true;
        };
    }

    SandboxMessage seen(SandboxUser player, SandboxChannel channel, String message) {
        return player.messages(channel).stream()
                .filter(candidate -> candidate.id().equals(message))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown("message", "This message is not there any more."));
    }
}
