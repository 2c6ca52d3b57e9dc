package dev.guildline.sandbox.discord;

/** Gateway intent bits: what a session asked to be told. */
final class Intents {
    /** For events every session gets. */
    static final long NONE = 0;

    static final long GUILDS = 1;
    static final long GUILD_MEMBERS = 1L << 1;
    static final long GUILD_PRESENCES = 1L << 8;
    static final long GUILD_MESSAGES = 1L << 9;
    static final long GUILD_REACTIONS = 1L << 10;
    static final long GUILD_TYPING = 1L << 11;
    static final long DIRECT_MESSAGES = 1L << 12;
    static final long DIRECT_REACTIONS = 1L << 13;
    static final long DIRECT_TYPING = 1L << 14;
    static final long MESSAGE_CONTENT = 1L << 15;

    static final long PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

    /** Every bit Discord has given a meaning to. */
    static final long KNOWN = (1L << 26) - 1 & ~(0b111L << 17 | 1L << 22 | 1L << 23);

    private Intents() {}

    static long messages(Channel channel) {
        return channel.isDm() ? DIRECT_MESSAGES : GUILD_MESSAGES;
    }

    static long typing(Channel channel) {
        return channel.isDm() ? DIRECT_TYPING : GUILD_TYPING;
    }

    static long reactions(Channel channel) {
        return channel.isDm() ? DIRECT_REACTIONS : GUILD_REACTIONS;
    }
}
