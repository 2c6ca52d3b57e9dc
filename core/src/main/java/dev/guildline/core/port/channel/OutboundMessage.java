package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a customer.
 *
 * @param delivery names the attempt's promise; the same on every repetition
 * @param to where to
 * @param message what
 * @param replyToOrNull what the channel calls the message that this one answers; null if it answers none
 * @param smallPrintOrNull a line to be shown below the text, small where the channel can do that; null for none
 * @param silent whether it is to arrive without calling the customer's attention, where the channel can do that
 * @param doubtful an earlier attempt may have succeeded: where the far side does not recognise repeats by itself, look
 *     before sending
 * @param afterOrNull what the channel calls the newest message of ours that is known to have come there before this
 *     one, so that an older one of the same words is not taken for it; null if that is not known or not in doubt
 * @param files what goes with it, with the content at hand; {@link Message#attachments()} has only those that can be
 *     shown as links
 */
public record OutboundMessage(
        DeliveryId delivery,
        ChannelAddress to,
        Message message,
        @Nullable ExternalRef replyToOrNull,
        @Nullable String smallPrintOrNull,
        boolean silent,
        boolean doubtful,
        @Nullable ExternalRef afterOrNull,
        List<CarriedFile> files) {
    /** Keeps an unchangeable copy of the files. */
    public OutboundMessage {
        files = List.copyOf(files);
    }

    /**
     * A message without files.
     *
     * @param delivery names the attempt's promise; the same on every repetition
     * @param to where to
     * @param message what
     * @param replyToOrNull what the channel calls the message that this one answers; null if it answers none
     * @param smallPrintOrNull a line to be shown below the text; null for none
     * @param silent whether it is to arrive without calling the customer's attention
     * @param doubtful an earlier attempt may have succeeded
     * @param afterOrNull what the channel calls the newest message of ours that is known to have come there before
     */
    public OutboundMessage(
            DeliveryId delivery,
            ChannelAddress to,
            Message message,
            @Nullable ExternalRef replyToOrNull,
            @Nullable String smallPrintOrNull,
            boolean silent,
            boolean doubtful,
            @Nullable ExternalRef afterOrNull) {
        this(delivery, to, message, replyToOrNull, smallPrintOrNull, silent, doubtful, afterOrNull, List.of());
    }

    /**
     * A message without small print, of which it is not known what came there before.
     *
     * @param delivery names the attempt's promise; the same on every repetition
     * @param to where to
     * @param message what
     * @param replyToOrNull what the channel calls the message that this one answers; null if it answers none
     * @param doubtful an earlier attempt may have succeeded
     */
    public OutboundMessage(
            DeliveryId delivery,
            ChannelAddress to,
            Message message,
            @Nullable ExternalRef replyToOrNull,
            boolean doubtful) {
        this(delivery, to, message, replyToOrNull, doubtful, null);
    }

    /**
     * A message without small print that may call the customer's attention.
     *
     * @param delivery names the attempt's promise; the same on every repetition
     * @param to where to
     * @param message what
     * @param replyToOrNull what the channel calls the message that this one answers; null if it answers none
     * @param doubtful an earlier attempt may have succeeded
     * @param afterOrNull what the channel calls the newest message of ours that is known to have come there before
     */
    public OutboundMessage(
            DeliveryId delivery,
            ChannelAddress to,
            Message message,
            @Nullable ExternalRef replyToOrNull,
            boolean doubtful,
            @Nullable ExternalRef afterOrNull) {
        this(delivery, to, message, replyToOrNull, null, false, doubtful, afterOrNull);
    }

    /**
     * The line below the text.
     *
     * @return the small print, empty if there is none
     */
    public Optional<String> smallPrint() {
        return Optional.ofNullable(smallPrintOrNull);
    }

    /**
     * The message that this one answers.
     *
     * @return the channel's name for it, empty if it answers none
     */
    public Optional<ExternalRef> replyTo() {
        return Optional.ofNullable(replyToOrNull);
    }

    /**
     * The newest message of ours that is known to have come there before this one.
     *
     * @return the channel's name for it, empty if that is not known or not in doubt
     */
    public Optional<ExternalRef> after() {
        return Optional.ofNullable(afterOrNull);
    }
}
