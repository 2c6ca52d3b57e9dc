package dev.guildline.adapter.discord;

import dev.guildline.core.usecase.CustomerMessage;
import java.util.concurrent.CompletableFuture;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;

/** Passes on what people write to the bot in direct messages. Called on the gateway's thread, which it never holds. */
final class CustomerWords {
    private final CompletableFuture<DrivingPorts> ports;
    private final PrivateChannels channels;
    private final CustomerLanes lanes;
    private final StubbornCall calls;

    CustomerWords(
            CompletableFuture<DrivingPorts> ports, PrivateChannels channels, CustomerLanes lanes, StubbornCall calls) {
        this.ports = ports;
        this.channels = channels;
        this.lanes = lanes;
        this.calls = calls;
    }

    void received(MessageReceivedEvent event) {
        Message message = event.getMessage();
        User author = event.getAuthor();
        if (!event.isFromType(ChannelType.PRIVATE)
                || author.isBot()
                || author.isSystem()
                || event.isWebhookMessage()
                || message.getType().isSystem()) {
            return;
        }
        long user = author.getIdLong();
        channels.remember(user, event.getChannel().asPrivateChannel());
        CustomerMessage words = InboundTranslator.message(message);
        lanes.enter(
                user,
                () -> ports.thenCompose(core -> calls.untilKept(
                        "message " + words.source(), () -> core.conversations().customerWrote(words))));
    }
}
