package dev.guildline.sandbox.discord;

import java.util.List;

/** A server of the local Discord. Safe for use by several threads. */
public final class SandboxGuild {
    private final World world;
    private final Guilds guilds;
    private final Guild guild;

    SandboxGuild(World world, Guilds guilds, Guild guild) {
        this.world = world;
        this.guilds = guilds;
        this.guild = guild;
    }

    /**
     * The server's id.
     *
     * @return Discord id
     */
    public String id() {
        return Long.toUnsignedString(guild.id);
    }

    /**
     * The server's name.
     *
     * @return the name
     */
    public String name() {
        return guild.name;
    }

    /**
     * The text channel of this name; made if there is none.
     *
     * @param name channel name
     * @return the channel
     */
    public SandboxChannel textChannel(String name) {
        return channel(Channel.TEXT, name);
    }

    /**
     * The announcement channel of this name; made if there is none.
     *
     * @param name channel name
     * @return the channel, whose messages can be crossposted
     */
    public SandboxChannel announcementChannel(String name) {
        return channel(Channel.ANNOUNCEMENT, name);
    }

    /**
     * The forum of this name; made if there is none.
     *
     * @param name channel name
     * @return the channel, in which only posts (threads) can be opened
     */
    public SandboxChannel forumChannel(String name) {
        return channel(Channel.FORUM, name);
    }

    /**
     * The server's channels, without threads.
     *
     * @return channels in order
     */
    public List<SandboxChannel> channels() {
        return world.locked(() -> guild.channels.stream()
                .map(channel -> new SandboxChannel(world, channel))
                .toList());
    }

    /**
     * Makes a person an administrator of this server.
     *
     * @param user the person
     */
    public void grantAdministrator(SandboxUser user) {
        world.run(() -> guilds.grantAdministrator(guild, user.account()));
    }

    /**
     * Whether a person is an administrator of this server.
     *
     * @param user the person
     * @return true if every permission is theirs
     */
    public boolean isAdministrator(SandboxUser user) {
        return world.locked(() -> (guild.permissionsOf(user.account()) & Guild.ADMINISTRATOR) != 0);
    }

    private SandboxChannel channel(int type, String name) {
        return world.locked(() -> new SandboxChannel(world, guilds.channel(guild, type, name)));
    }
}
