package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a customer.
 *
 * @param delivery names the attempt's promise; the same on every repetition
 * @param to where to
 * @param message what
 * @param replyToOrNull what the channel calls the message that this one answers; null if it answers none
 * @param doubtful an earlier attempt may have succeeded: where the far side does not recognise repeats by itself, look
 *     before sending
 */
public record OutboundMessage(
        DeliveryId delivery,
        ChannelAddress to,
        Message message,
        @Nullable ExternalRef replyToOrNull,
        boolean doubtful) {
    /**
     * The message that this one answers.
     *
     * @return the channel's name for it, empty if it answers none
     */
    public Optional<ExternalRef> replyTo() {
        return Optional.ofNullable(replyToOrNull);
    }
}
