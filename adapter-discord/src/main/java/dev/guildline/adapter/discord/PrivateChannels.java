package dev.guildline.adapter.discord;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;

/**
 * The direct messages that were used lately, by user. JDA itself keeps ten; without this nearly every message out would
 * have to open its channel first. Thread-safe.
 */
final class PrivateChannels {
    private static final int KEPT = 20_000;

    private final Map<Long, PrivateChannel> lately = Collections.synchronizedMap(new LeastRecentlyUsed<>());
    private final Map<Long, Long> users = Collections.synchronizedMap(new LeastRecentlyUsed<>());

    private static final class LeastRecentlyUsed<V> extends LinkedHashMap<Long, V> {
        private static final long serialVersionUID = 1L;

        private LeastRecentlyUsed() {
            super(256, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, V> eldest) {
            return size() > KEPT;
        }
    }

    void remember(long user, PrivateChannel channel) {
        lately.put(user, channel);
        users.put(channel.getIdLong(), user);
    }

    /** Whose channel it is; empty if it was not used lately. */
    OptionalLong userIn(long channel) {
        Long user = users.get(channel);
        return user == null ? OptionalLong.empty() : OptionalLong.of(user);
    }

    void forget(long user) {
        lately.remove(user);
    }

    Optional<PrivateChannel> known(long user) {
        return Optional.ofNullable(lately.get(user));
    }

    /** The channel, opened if it is not known; no request if it is. */
    CompletableFuture<PrivateChannel> of(long user, JDA jda) {
        PrivateChannel known = lately.get(user);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        // JDA's own cache may still hold a channel that Discord has told us is gone.
        return jda.openPrivateChannelById(user).useCache(false).submit().thenApply(channel -> {
            remember(user, channel);
            return channel;
        });
    }
}
