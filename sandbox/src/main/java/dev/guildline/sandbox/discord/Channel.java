package dev.guildline.sandbox.discord;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A place messages are written in: a server's channel, a thread, or the DM of one person with the bot. Guarded by the world's lock. */
final class Channel {
    static final int TEXT = 0;
    static final int DM = 1;
    static final int ANNOUNCEMENT = 5;
    static final int ANNOUNCEMENT_THREAD = 10;
    static final int PUBLIC_THREAD = 11;
    static final int PRIVATE_THREAD = 12;
    static final int FORUM = 15;

    final long id;
    final int type;
    final @Nullable Guild guild;
    final @Nullable Account recipient;
    final @Nullable ThreadState thread;
    String name;
    int position;
    final NavigableMap<Long, Message> messages = new TreeMap<>();
    final Map<Long, Instant> typing = new LinkedHashMap<>();
    final Nonces nonces = new Nonces();

    /** What only threads have. */
    static final class ThreadState {
        final Channel parent;
        final long owner;
        final Set<Long> members = new LinkedHashSet<>();
        int autoArchiveMinutes = 4320;
        boolean archived;
        boolean locked;
        /** Of a private thread: whether members other than moderators may add people. */
        boolean invitable = true;

        ThreadState(Channel parent, long owner) {
            this.parent = parent;
            this.owner = owner;
        }
    }

    private Channel(
            long id,
            int type,
            String name,
            @Nullable Guild guild,
            @Nullable Account recipient,
            @Nullable ThreadState thread) {
        this.id = id;
        this.type = type;
        this.name = name;
        this.guild = guild;
        this.recipient = recipient;
        this.thread = thread;
    }

    static Channel inGuild(long id, int type, String name, Guild guild) {
        Channel channel = new Channel(id, type, name, guild, null, null);
        channel.position = guild.channels.size();
        return channel;
    }

    static Channel dm(long id, Account recipient) {
        return new Channel(id, DM, recipient.username, null, recipient, null);
    }

    static Channel threadOf(Channel parent, long id, int type, String name, long owner) {
        return new Channel(id, type, name, parent.guild, null, new ThreadState(parent, owner));
    }

    boolean isDm() {
        return type == DM;
    }

    /** Whether this person can open the channel at all. */
    boolean isVisibleTo(Account account) {
        if (recipient != null) {
            return account.bot || recipient.id == account.id;
        }
        boolean member = guild != null && guild.members.containsKey(account.id);
        if (thread == null || type != PRIVATE_THREAD) {
            return member;
        }
        return account.bot || thread.members.contains(account.id);
    }

    /** Newest message that everybody in the channel can see; 0 if there is none. */
    long lastMessageId() {
        return messages.descendingMap().values().stream()
                .filter(message -> message.ephemeralFor == null)
                .mapToLong(message -> message.id)
                .findFirst()
                .orElse(0);
    }
}
