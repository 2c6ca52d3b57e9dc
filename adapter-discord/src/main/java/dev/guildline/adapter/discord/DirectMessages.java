package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.core.port.channel.ShowsTyping;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
final class DirectMessages implements ChatChannel, ShowsTyping {
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
        String what = "delivery " + message.delivery();
        try {
            long user = UserAddress.userAt(message.to());
            List<MessageCreateData> parts = OutboundTranslator.parts(message);
            CompletableFuture<ExternalRef> result = new CompletableFuture<>();
            CompletionStage<ExternalRef> delivery = deliver(user, message, parts, true);
            delivery.whenComplete((sent, failure) -> {
                if (failure == null) {
                    result.complete(sent);
                } else {
                    result.completeExceptionally(DiscordErrors.of(failure, what));
                }
            });
            return result;
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(DiscordErrors.of(e, what));
        }
    }

    private CompletableFuture<ExternalRef> deliver(
            long user, OutboundMessage message, List<MessageCreateData> parts, boolean mayReopen) {
        return channels.of(user, jda)
                .thenCompose(channel -> send(channel, message, parts))
                .exceptionallyCompose(failure -> {
                    if (mayReopen && DiscordErrors.code(failure) == DiscordErrors.UNKNOWN_CHANNEL) {
                        channels.forget(user);
                        return deliver(user, message, parts, false);
                    }
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private CompletableFuture<ExternalRef> send(
            PrivateChannel channel, OutboundMessage message, List<MessageCreateData> parts) {
        CompletableFuture<@Nullable EarlierAttempt> earlier = message.doubtful()
                ? EarlierAttempt.in(channel, sentParts).thenApply(found -> found)
                : CompletableFuture.completedFuture(null);
        return earlier.thenCompose(found -> {
            CompletableFuture<String> last = CompletableFuture.completedFuture("");
            for (int part = 0; part < parts.size(); part++) {
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
