package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.FetchesAttachments;
import dev.guildline.core.port.channel.FindsAnotherWay;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.ReadsBack;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.core.port.channel.ShowsTyping;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * The chat channel: writes to customers in their direct messages with the bot, or in a private thread where they take
 * none. One request a message once the customer's channel is known, which it is after they wrote. Thread-safe.
 */
final class DirectMessages
        implements ChatChannel, EditsMessages, ShowsTyping, FindsAnotherWay, FetchesAttachments, ReadsBack {
    private final JDA jda;
    private final PrivateChannels channels;
    private final PrivateThreads threads;
    private final OtherWay otherWay;
    private final CustomerFiles files;
    private final MissedMessages missed;
    private final SentParts sentParts = new SentParts();
    private final TypingPace typingPace = new TypingPace(System::nanoTime);

    DirectMessages(
            JDA jda,
            PrivateChannels channels,
            PrivateThreads threads,
            OtherWay otherWay,
            CustomerFiles files,
            MissedMessages missed) {
        this.jda = jda;
        this.channels = channels;
        this.threads = threads;
        this.otherWay = otherWay;
        this.files = files;
        this.missed = missed;
    }

    @Override
    public ChannelId id() {
        return UserAddress.CHANNEL;
    }

    /** Discord shows it in the reader's own time zone and language. */
    @Override
    public String written(Instant moment) {
        return "<t:" + moment.getEpochSecond() + ":f>";
    }

    @Override
    public CompletionStage<ExternalRef> send(OutboundMessage message) {
        return told("delivery " + message.delivery(), () -> {
            List<MessageCreateData> parts = OutboundTranslator.parts(message);
            return inChannel(message.to(), channel -> send(channel, message, parts, 0));
        });
    }

    @Override
    public CompletionStage<ExternalRef> edit(SentMessage sent, dev.guildline.core.message.Message edited) {
        return told("delivery " + sent.delivery(), () -> {
            OutboundMessage whole = new OutboundMessage(sent.delivery(), sent.to(), edited, null, sent.doubtful());
            List<MessageCreateData> parts = OutboundTranslator.parts(whole);
            List<String> texts =
                    parts.stream().map(MessageCreateData::getContent).toList();
            return inChannel(
                    sent.to(),
                    channel -> new SentEdits(channel, sent, OutboundTranslator.texts(sent.message()))
                            .edit(
                                    texts,
                                    first -> send(channel, whole, parts, first).thenApply(ExternalRef::value))
                            .thenApply(ExternalRef::new));
        });
    }

    @Override
    public CompletionStage<Void> delete(SentMessage sent) {
        return told("delivery " + sent.delivery(), () -> {
            List<String> texts = OutboundTranslator.texts(sent.message());
            // A message of files only is one part all the same.
            List<String> parts = texts.isEmpty() ? List.of("") : texts;
            return inChannel(sent.to(), channel -> new SentEdits(channel, sent, parts).delete());
        });
    }

    @Override
    public boolean hasHeardAll() {
        return missed.hasHeardAll();
    }

    /** Opens a file of a customer; blocks. */
    @Override
    public InputStream fetch(Attachment file, @Nullable ExternalRef messageOrNull, ChannelAddress customer) {
        return files.open(file, messageOrNull, customer);
    }

    /** Does it, and tells a failure in the port's terms. */
    private static <T> CompletionStage<T> told(String what, Supplier<CompletableFuture<T>> work) {
        try {
            CompletableFuture<T> result = new CompletableFuture<>();
            CompletionStage<T> done = work.get();
            done.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(DiscordErrors.of(failure, what));
                }
            });
            return result;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(DiscordErrors.of(e, what));
        }
    }

    private <T> CompletableFuture<T> inChannel(ChannelAddress to, Function<MessageChannel, CompletableFuture<T>> work) {
        Optional<ThreadAddress> thread = ThreadAddress.of(to);
        return thread.isPresent() ? inThread(thread.get(), work) : inDirectMessages(UserAddress.userAt(to), true, work);
    }

    private <T> CompletableFuture<T> inDirectMessages(
            long user, boolean mayReopen, Function<MessageChannel, CompletableFuture<T>> work) {
        return channels.of(user, jda).thenCompose(work).exceptionallyCompose(failure -> {
            if (mayReopen && DiscordErrors.code(failure) == DiscordErrors.UNKNOWN_CHANNEL) {
                channels.forget(user);
                return inDirectMessages(user, false, work);
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    private <T> CompletableFuture<T> inThread(
            ThreadAddress thread, Function<MessageChannel, CompletableFuture<T>> work) {
        return threads.of(jda, thread)
                .thenCompose(work)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        DiscordErrors.code(failure) == DiscordErrors.UNKNOWN_CHANNEL
                                ? new PortException.Permanent(
                                        Refusal.CUSTOMER_UNREACHABLE, "the thread is not there any more", failure)
                                : failure));
    }

    /** Another way than direct messages, or than a thread that is gone. */
    @Override
    public CompletionStage<Optional<ChannelAddress>> anotherWay(Customer customer) {
        return told("another way to customer " + customer.id(), () -> otherWay.find(customer));
    }

    private CompletableFuture<ExternalRef> send(
            MessageChannel channel, OutboundMessage message, List<MessageCreateData> parts, int first) {
        CompletableFuture<@Nullable EarlierAttempt> earlier = message.doubtful()
                ? EarlierAttempt.of(message, channel, sentParts).thenApply(found -> found)
                : CompletableFuture.completedFuture(null);
        return earlier.thenCompose(found -> {
            CompletableFuture<String> last = CompletableFuture.completedFuture("");
            for (int part = first; part < parts.size(); part++) {
                int number = part;
                last = last.thenCompose(before -> sendOnce(channel, message, parts.get(number), number, found));
            }
            return last.thenApply(ExternalRef::new);
        });
    }

    private CompletableFuture<String> sendOnce(
            MessageChannel channel,
            OutboundMessage message,
            MessageCreateData part,
            int number,
            @Nullable EarlierAttempt earlier) {
        String nonce = Nonces.of(message, number);
        Optional<String> there = sentParts.messageOf(nonce);
        if (there.isEmpty() && earlier != null) {
            there = earlier.find(nonce, part);
        }
        Supplier<CompletableFuture<String>> sending = () ->
                action(channel, message, part, number).setNonce(nonce).submit().thenApply(Message::getId);
        return there.map(CompletableFuture::completedFuture).orElseGet(sending).thenApply(id -> {
            sentParts.sent(nonce, id);
            return id;
        });
    }

    private static MessageCreateAction action(
            MessageChannel channel, OutboundMessage message, MessageCreateData part, int number) {
        MessageCreateAction action = channel.sendMessage(part);
        String answered = OutboundTranslator.answered(message);
        return number > 0 || answered == null
                ? action
                : action.setMessageReference(answered).failOnInvalidReply(false);
    }

    @Override
    public void showTyping(ChannelAddress address) {
        try {
            long user = UserAddress.userAt(address);
            Optional<MessageChannel> known = ThreadAddress.of(address)
                    .<MessageChannel>map(thread -> jda.getThreadChannelById(thread.thread()))
                    .or(() -> ThreadAddress.of(address).isPresent() ? Optional.empty() : channels.known(user));
            known.filter(channel -> typingPace.isDue(user))
                    .ifPresent(channel -> channel.sendTyping().queue(shown -> {}, failure -> {}));
        } catch (RuntimeException e) {
            // A courtesy: whoever cannot be shown it will see the message itself.
            return;
        }
    }
}
