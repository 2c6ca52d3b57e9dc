package dev.guildline.sandbox.discord;

import java.util.List;

/** A channel of the local Discord: of a server, a thread, or a DM with the bot. Safe for use by several threads. */
public final class SandboxChannel {
    private final World world;
    private final Channel channel;

    SandboxChannel(World world, Channel channel) {
        this.world = world;
        this.channel = channel;
    }

    Channel channel() {
        return channel;
    }

    /**
     * The channel's id.
     *
     * @return Discord id
     */
    public String id() {
        return Long.toUnsignedString(channel.id);
    }

    /**
     * The channel's name; of a DM, the other side's user name.
     *
     * @return the name
     */
    public String name() {
        return world.locked(() -> channel.name);
    }

    /**
     * Discord's number of the channel's kind: 0 text, 1 DM, 5 announcement, 10 to 12 threads, 15 forum.
     *
     * @return the type
     */
    public int type() {
        return channel.type;
    }

    /**
     * What everybody in the channel sees, ephemeral messages left out.
     *
     * @return messages, oldest first
     */
    public List<SandboxMessage> messages() {
        return world.locked(() -> channel.messages.values().stream()
                .filter(message -> !message.isEphemeral())
                .map(message -> MessageView.of(world, message))
                .toList());
    }

    /**
     * Who is shown as typing now.
     *
     * @return ids of the accounts
     */
    public List<String> typing() {
        return world.locked(() -> channel.typing.entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(world.now()))
                .map(entry -> Long.toUnsignedString(entry.getKey()))
                .toList());
    }

    /**
     * The threads opened in this channel.
     *
     * @return threads, oldest first
     */
    public List<SandboxChannel> threads() {
        return world.locked(() -> world.channels.values().stream()
                .filter(candidate -> candidate.thread != null && candidate.thread.parent == channel)
                .map(candidate -> new SandboxChannel(world, candidate))
                .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SandboxChannel that && that.channel == channel;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(channel.id);
    }

    @Override
    public String toString() {
        return "SandboxChannel[" + id() + "]";
    }
}
