package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.EditsMessages;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.SentMessage;
import dev.guildline.core.port.channel.ShowsTyping;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.requests.restaction.MessageCreateAction;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/**
 * The chat channel: writes to customers in their direct messages with the bot. One request a message once the
 * customer's channel is known, which it is after they wrote. Thread-safe.
 */
final class DirectMessages implements ChatChannel, EditsMessages, ShowsTyping {
    private final JDA jda;
    private final PrivateChannels channels;
    private final SentParts sentParts = new SentParts();
    private final TypingPace typingPace = new TypingPace(System::nanoTime);

    DirectMessages(JDA jda, PrivateChannels channels) {
        this.jda = jda;
        this.channels = channels;
    }

    @Override
    public ChannelId id() {
        return UserAddress.CHANNEL;
    }

    @Override
    public CompletionStage<ExternalRef> send(OutboundMessage message) {
        return told("delivery " + message.delivery(), () -> {
            List<MessageCreateData> parts = OutboundTranslator.parts(message);
            return inChannel(UserAddress.userAt(message.to()), true, channel -> send(channel, message, parts, 0));
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
                    UserAddress.userAt(sent.to()),
                    true,
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
            return inChannel(
                    UserAddress.userAt(sent.to()), true, channel -> new SentEdits(channel, sent, texts).delete());
        });
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

    private <T> CompletableFuture<T> inChannel(
            long user, boolean mayReopen, Function<PrivateChannel, CompletableFuture<T>> work) {
        return channels.of(user, jda).thenCompose(work).exceptionallyCompose(failure -> {
            if (mayReopen && DiscordErrors.code(failure) == DiscordErrors.UNKNOWN_CHANNEL) {
                channels.forget(user);
                return inChannel(user, false, work);
            }
            return CompletableFuture.failedFuture(failure);
        });
    }

    private CompletableFuture<ExternalRef> send(
            PrivateChannel channel, OutboundMessage message, List<MessageCreateData> parts, int first) {
        CompletableFuture<@Nullable EarlierAttempt> earlier = message.doubtful()
                ? EarlierAttempt.in(channel, sentParts).thenApply(found -> found)
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
            PrivateChannel channel,
            OutboundMessage message,
            MessageCreateData part,
            int number,
            @Nullable EarlierAttempt earlier) {
        String nonce = Nonces.of(message, number);
        Optional<String> there = sentParts.messageOf(nonce);
        if (there.isEmpty() && earlier != null) {
            there = earlier.find(nonce, part, message.message().at());
        }
        Supplier<CompletableFuture<String>> sending = () ->
                action(channel, message, part, number).setNonce(nonce).submit().thenApply(Message::getId);
        return there.map(CompletableFuture::completedFuture).orElseGet(sending).thenApply(id -> {
            sentParts.sent(nonce, id);
            return id;
        });
    }

    private static MessageCreateAction action(
            PrivateChannel channel, OutboundMessage message, MessageCreateData part, int number) {
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
            channels.known(user)
                    .filter(channel -> typingPace.isDue(user))
                    .ifPresent(channel -> channel.sendTyping().queue(shown -> {}, failure -> {}));
        } catch (RuntimeException e) {
            // A courtesy: whoever cannot be shown it will see the message itself.
            return;
        }
    }
}
