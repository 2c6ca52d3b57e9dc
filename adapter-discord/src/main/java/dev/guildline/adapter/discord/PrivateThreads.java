package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.attribute.IThreadContainer;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;

/**
 * The private threads in which talks go on with customers who take no direct messages. A thread's name ends with a mark
 * made of the customer's id: so it is found again after a crash or a restart, and whose it is shows without asking
 * Discord. Thread-safe.
 */
final class PrivateThreads {
    private static final int KEPT = 20_000;
    private static final int LONGEST_NAME = 100;
    private static final String BEFORE_MARK = " \u00B7 ";

    private final DiscordConfig.Threads mode;
    /** Whose threads are, for those that somebody has given another name. */
    private final Map<Long, Long> owners = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > KEPT;
        }
    });

    PrivateThreads(DiscordConfig.Threads mode) {
        this.mode = mode;
    }

    DiscordConfig.Threads mode() {
        return mode;
    }

    void remember(ThreadAddress address) {
        owners.put(address.thread(), address.user());
    }

    /** Whether it is one that we have opened for somebody. */
    static boolean isOurs(ThreadChannel thread) {
        return thread.getType() == ChannelType.GUILD_PRIVATE_THREAD && thread.isOwner();
    }

    /** Whether it was opened for this user; staff may be able to write there too. */
    boolean isOf(ThreadChannel thread, long user) {
        return isOurs(thread)
                && (thread.getName().endsWith(mark(user)) || Long.valueOf(user).equals(owners.get(thread.getIdLong())));
    }

    static ThreadAddress address(ThreadChannel thread, long user) {
        return new ThreadAddress(thread.getIdLong(), thread.getParentChannel().getIdLong(), user);
    }

    /** The name of a thread for a customer. */
    static String name(String customer, long user) {
        String mark = mark(user);
        return Markdown.shortened(customer, LONGEST_NAME - mark.length()) + mark;
    }

    private static String mark(long user) {
        return BEFORE_MARK + Long.toUnsignedString(user, Character.MAX_RADIX);
    }

    /** Those of each user that are not archived, as far as we can see them. */
    Map<Long, List<ThreadChannel>> active(JDA jda) {
        Map<Long, List<ThreadChannel>> byUser = new HashMap<>();
        for (ThreadChannel thread : jda.getThreadChannelCache()) {
            if (isOurs(thread)) {
                userOf(thread)
                        .ifPresent(user -> byUser.computeIfAbsent(user, who -> new ArrayList<>())
                                .add(thread));
            }
        }
        return byUser;
    }

    /** Whose it is; empty if that is not known. */
    OptionalLong userOf(ThreadChannel thread) {
        Long known = owners.get(thread.getIdLong());
        String name = thread.getName();
        int mark = name.lastIndexOf(BEFORE_MARK);
        if (known != null) {
            return OptionalLong.of(known);
        } else if (mark < 0) {
            return OptionalLong.empty();
        }
        try {
            String id = name.substring(mark + BEFORE_MARK.length());
            return OptionalLong.of(Long.parseUnsignedLong(id, Character.MAX_RADIX));
        } catch (NumberFormatException notOurMark) {
            return OptionalLong.empty();
        }
    }

    /** One of a user in a channel, not archived, but not this one. */
    Optional<ThreadChannel> activeIn(TextChannel parent, long user, long butNot) {
        return parent.getThreadChannels().stream()
                .filter(thread -> isOf(thread, user) && thread.getIdLong() != butNot && !thread.isLocked())
                .findFirst();
    }

    /** The thread, also an archived one; fails as unreachable if it is gone. */
    CompletableFuture<ThreadChannel> of(JDA jda, ThreadAddress address) {
        ThreadChannel active = jda.getThreadChannelById(address.thread());
        if (active != null) {
            return CompletableFuture.completedFuture(active);
        }
        IThreadContainer parent = jda.getChannelById(IThreadContainer.class, address.parent());
        if (parent == null) {
            return isReady(jda) ? gone(address) : CompletableFuture.failedFuture(notReady());
        }
        // JDA forgets archived threads. Writing in one brings it back.
        return parent.retrieveArchivedPrivateJoinedThreadChannels()
                .skipTo(address.thread() + 1)
                .limit(2)
                .cache(false)
                .submit()
                .thenCompose(found -> found.stream()
                        .filter(thread -> thread.getIdLong() == address.thread())
                        .findFirst()
                        .map(CompletableFuture::completedFuture)
                        .orElseGet(() -> gone(address)));
    }

    /** Whether what JDA does not know is not there; while it is connecting it may only not know it yet. */
    static boolean isReady(JDA jda) {
        return jda.getStatus() == JDA.Status.CONNECTED;
    }

    static PortException notReady() {
        return new PortException.Retryable("the servers are not known yet", null);
    }

    private static CompletableFuture<ThreadChannel> gone(ThreadAddress address) {
        return CompletableFuture.failedFuture(new PortException.Permanent(
                Refusal.CUSTOMER_UNREACHABLE,
                "thread " + Long.toUnsignedString(address.thread()) + " is not there any more",
                null));
    }
}
