package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.participant.Customer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;

/**
 * Finds or opens a private thread where a customer was last met in public, and tells them there. Nothing of the talk is
 * said in public. Thread-safe.
 */
final class OtherWay {
    private static final System.Logger LOG = System.getLogger(OtherWay.class.getName());
    private static final Permission[] NEEDED = {
        Permission.VIEW_CHANNEL,
        Permission.MESSAGE_HISTORY,
        Permission.CREATE_PRIVATE_THREADS,
        Permission.MESSAGE_SEND_IN_THREADS
    };

    private final JDA jda;
    private final PrivateThreads threads;
    private final PublicAskers askers;

    OtherWay(JDA jda, PrivateThreads threads, PublicAskers askers) {
        this.jda = jda;
        this.threads = threads;
        this.askers = askers;
    }

    /** Completes with the thread from now on, empty if there cannot be one. */
    CompletableFuture<Optional<ChannelAddress>> find(Customer customer) {
        long user = UserAddress.userAt(customer.address());
        Optional<ThreadAddress> refused = ThreadAddress.of(customer.address());
        OptionalLong place = customer.publicPlace().map(PublicPlace::channelOf).orElse(OptionalLong.empty());
        if (place.isEmpty() && refused.isPresent()) {
            place = OptionalLong.of(refused.get().parent());
        }
        if (threads.mode() == DiscordConfig.Threads.OFF || place.isEmpty()) {
            return none();
        }
        TextChannel channel = jda.getTextChannelById(place.getAsLong());
        if (channel == null && !PrivateThreads.isReady(jda)) {
            return CompletableFuture.failedFuture(PrivateThreads.notReady());
        }
        if (channel == null) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no private thread can be opened in channel {0}: it is gone, or none of text",
                    Long.toUnsignedString(place.getAsLong()));
            return none();
        }
        List<Permission> missing = List.of(NEEDED).stream()
                .filter(permission -> !channel.getGuild().getSelfMember().hasPermission(channel, permission))
                .toList();
        if (!missing.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no private thread can be opened in channel {0}: give the bot {1} there",
                    channel.getId(),
                    missing);
            return none();
        }
        long deadEnd = refused.map(ThreadAddress::thread).orElse(0L);
        Optional<ThreadChannel> there = threads.activeIn(channel, user, deadEnd);
        return there.map(CompletableFuture::completedFuture)
                .orElseGet(() -> open(channel, customer, user))
                .thenCompose(thread -> join(thread, user)
                        .thenCompose(joined -> welcome(thread, customer, user))
                        .thenApply(welcomed -> {
                            ThreadAddress address = PrivateThreads.address(thread, user);
                            threads.remember(address);
                            if (there.isEmpty()) {
                                pointTo(channel, thread, customer, user);
                            }
                            return Optional.of(address.address());
                        }));
    }

    private static CompletableFuture<Optional<ChannelAddress>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private static CompletableFuture<ThreadChannel> open(TextChannel channel, Customer customer, long user) {
        return channel.createThreadChannel(PrivateThreads.name(customer.displayName(), user), true)
                .setInvitable(false)
                .setAutoArchiveDuration(ThreadChannel.AutoArchiveDuration.TIME_1_WEEK)
                .submit();
    }

    private static CompletableFuture<Void> join(ThreadChannel thread, long user) {
        return thread.addThreadMemberById(user).submit();
    }

    /** The first words in a thread; Discord recognises them if they are said again after a failure. */
    private CompletableFuture<Message> welcome(ThreadChannel thread, Customer customer, long user) {
        Phrases phrases = Phrases.in(Optional.of(customer.language()));
        String key = threads.mode() == DiscordConfig.Threads.FULL ? "thread.welcome" : "thread.welcome.mention";
        String self = PublicReply.mention(jda.getSelfUser().getIdLong());
        return thread.sendMessage(OutboundTranslator.quiet()
                        .setContent(phrases.get(key, PublicReply.mention(user), self))
                        .mentionUsers(user)
                        .build())
                .setNonce("w" + Long.toUnsignedString(thread.getIdLong(), Character.MAX_RADIX))
                .submit();
    }

    /** Where they asked they are told where it goes on, unless they wait for an answer there anyway. */
    private void pointTo(TextChannel channel, ThreadChannel thread, Customer customer, long user) {
        if (askers.isWaiting(user) || !channel.canTalk()) {
            return;
        }
        String text = Phrases.in(Optional.of(customer.language()))
                .get("thread.opened", PublicReply.mention(user), thread.getAsMention());
        channel.sendMessage(OutboundTranslator.quiet()
                        .setContent(text)
                        .mentionUsers(user)
                        .build())
                .queue(
                        said -> {},
                        failure -> LOG.log(
                                System.Logger.Level.WARNING,
                                "user {0} could not be told in channel {1} of their thread: {2}",
                                Long.toUnsignedString(user),
                                channel.getId(),
                                DiscordErrors.brief(failure)));
    }
}
