package dev.guildline.core.port.channel;

import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * A medium that customers are written to on. What only some media can do is an interface of its own beside this one
 * ({@link ShowsTyping}); core asks with {@code instanceof}.
 *
 * <p>Implementations are thread-safe. Core calls {@link #send} for one message of a conversation at a time, in order,
 * and for many conversations at once.
 */
public interface ChatChannel {
    /**
     * Which channel this is. Addresses that name it are this one's.
     *
     * @return always the same
     */
    ChannelId id();

    /**
     * Writes a moment so that customers read it in their own time zone, where the channel can do that.
     *
     * @param moment the moment
     * @return how it is written in a text for this channel; in UTC unless the channel knows better
     */
    default String written(Instant moment) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(moment);
    }

    /**
     * Brings a message to a customer. Must not block; long texts are split here, files and choices go with the last
     * part. Called again for the same delivery after {@code Retryable} and {@code OutcomeUnknown}; an implementation
     * whose far side recognises repeats must use the delivery's id for it, so that nothing appears twice.
     *
     * @param message what to send, and where
     * @return completes with the far side's name for what was sent (of the last part if it was split); exceptionally
     *     with a {@link dev.guildline.core.error.PortException}
     */
    CompletionStage<ExternalRef> send(OutboundMessage message);
}
