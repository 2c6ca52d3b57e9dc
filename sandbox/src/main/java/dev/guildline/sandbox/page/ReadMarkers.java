package dev.guildline.sandbox.page;

import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How far each player has read each channel on the page. Safe for use by several threads. */
final class ReadMarkers {
    private record Place(String player, String channel) {}

    private final Map<Place, Long> read = new ConcurrentHashMap<>();

    /** True if this is news. */
    boolean readUpTo(SandboxUser player, SandboxChannel channel, long message) {
        Place place = new Place(player.id(), channel.id());
        long before = read.getOrDefault(place, 0L);
        return Long.compareUnsigned(
                        read.merge(place, message, (a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b), before)
                > 0;
    }

    int unread(SandboxUser player, SandboxChannel channel) {
        long upTo = read.getOrDefault(new Place(player.id(), channel.id()), 0L);
        int unread = 0;
        for (SandboxMessage message : player.messages(channel)) {
            boolean newer = Long.compareUnsigned(Long.parseUnsignedLong(message.id()), upTo) > 0;
            if (newer && !message.authorId().equals(player.id())) {
                unread++;
            }
        }
        return unread;
    }
}
