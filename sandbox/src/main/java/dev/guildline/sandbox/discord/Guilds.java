package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Makes servers, channels, threads and members and tells the gateway. Called with the world's lock held. */
final class Guilds {
    private static final String ADMINISTRATORS = "Administrators";

    private final World world;
    private final Gateway gateway;
    private final GatewayProtocol protocol;

    Guilds(World world, Gateway gateway, GatewayProtocol protocol) {
        this.world = world;
        this.gateway = gateway;
        this.protocol = protocol;
    }

    Guild create(String name, String locale) {
        Account owner = world.owner();
        Guild guild = new Guild(world.nextId(), name, locale, owner.id);
        Guild.Role role = guild.addRole(world.nextId(), world.bot.username, Guild.BOT_PERMISSIONS, true);
        guild.join(world.bot, world.now()).roles().add(role.id());
        world.accounts.values().forEach(account -> guild.join(account, world.now()));
        world.guilds.put(guild.id, guild);
        gateway.dispatch("GUILD_CREATE", Intents.GUILDS, protocol.guildCreate(guild));
        return guild;
    }

    Channel channel(Guild guild, int type, String name) {
        return guild.channels.stream()
                .filter(channel -> channel.type == type && channel.name.equals(name))
                .findFirst()
                .orElseGet(() -> newChannel(guild, type, name));
    }

    private Channel newChannel(Guild guild, int type, String name) {
        Channel channel = Channel.inGuild(world.nextId(), type, name, guild);
        guild.channels.add(channel);
        world.channels.put(channel.id, channel);
        gateway.dispatch("CHANNEL_CREATE", Intents.GUILDS, ChannelForm.of(channel));
        world.announce(SandboxChange.Kind.CHANNEL, channel, null, null);
        return channel;
    }

    /** A person appears on every server of the sandbox. */
    Account addPerson(String username, @Nullable String displayName, String locale) {
        Account account = new Account(world.nextId(), username, displayName, locale, false);
        world.accounts.put(account.id, account);
        for (Guild guild : world.guilds.values()) {
            guild.join(account, world.now());
            ObjectNode event = UserForm.member(guild, account).put("guild_id", Long.toUnsignedString(guild.id));
            gateway.dispatch("GUILD_MEMBER_ADD", Intents.GUILD_MEMBERS, event);
        }
        world.announce(SandboxChange.Kind.USER, null, null, null);
        return account;
    }

    void grantAdministrator(Guild guild, Account account) {
        Guild.Role role = guild.roles.stream()
                .filter(known -> known.name().equals(ADMINISTRATORS))
                .findFirst()
                .orElseGet(() -> newRole(guild));
        guild.join(account, world.now()).roles().add(role.id());
        ObjectNode event = UserForm.member(guild, account).put("guild_id", Long.toUnsignedString(guild.id));
        gateway.dispatch("GUILD_MEMBER_UPDATE", Intents.GUILD_MEMBERS, event);
        world.announce(SandboxChange.Kind.USER, null, null, account);
    }

    private Guild.Role newRole(Guild guild) {
        Guild.Role role = guild.addRole(world.nextId(), ADMINISTRATORS, Guild.ADMINISTRATOR, false);
        ObjectNode event = Json.object().put("guild_id", Long.toUnsignedString(guild.id));
        event.set("role", GuildForm.role(role));
        gateway.dispatch("GUILD_ROLE_CREATE", Intents.GUILDS, event);
        return role;
    }

    /** Opens a thread; its id is that of the message it starts from, if it starts from one. */
    Channel openThread(
            Channel parent, int type, String name, Account owner, @Nullable Message start, boolean invitable) {
        long id = start == null ? world.nextId() : start.id;
        Channel thread = Channel.threadOf(parent, id, type, name, owner.id);
        if (thread.thread != null) {
            thread.thread.members.add(owner.id);
            thread.thread.invitable = invitable;
        }
        world.channels.put(id, thread);
        if (start != null) {
            start.startedThread = thread;
        }
        gateway.dispatch("THREAD_CREATE", Intents.GUILDS, ChannelForm.of(thread).put("newly_created", true));
        world.announce(SandboxChange.Kind.CHANNEL, thread, null, null);
        return thread;
    }

    void threadChanged(Channel thread) {
        gateway.dispatch("THREAD_UPDATE", Intents.GUILDS, ChannelForm.of(thread));
        world.announce(SandboxChange.Kind.CHANNEL, thread, null, null);
    }

    void addToThread(Channel channel, Account account) {
        if (channel.thread == null) {
            throw ApiError.wrongChannelType();
        }
        if (channel.thread.members.add(account.id)) {
            world.announce(SandboxChange.Kind.CHANNEL, channel, null, null);
        }
    }

    void deleteThread(Channel channel) {
        world.channels.remove(channel.id);
        ObjectNode event =
                Json.object().put("id", Long.toUnsignedString(channel.id)).put("type", channel.type);
        if (channel.guild != null && channel.thread != null) {
            event.put("guild_id", Long.toUnsignedString(channel.guild.id))
                    .put("parent_id", Long.toUnsignedString(channel.thread.parent.id));
        }
        gateway.dispatch("THREAD_DELETE", Intents.GUILDS, event);
        world.announce(SandboxChange.Kind.CHANNEL, channel, null, null);
    }
}
