package dev.guildline.sandbox.discord;

import org.jspecify.annotations.Nullable;

/** A Discord account: the bot's or a person's. Guarded by the world's lock. */
final class Account {
    final long id;
    final String username;
    final boolean bot;

    @Nullable
    String globalName;

    String locale;
    boolean acceptsDms = true;

    Account(long id, String username, @Nullable String globalName, String locale, boolean bot) {
        this.id = id;
        this.username = username;
        this.globalName = globalName;
        this.locale = locale;
        this.bot = bot;
    }

    String displayName() {
        return globalName == null ? username : globalName;
    }
}
