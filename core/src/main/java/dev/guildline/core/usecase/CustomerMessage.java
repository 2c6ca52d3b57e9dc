package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer wrote.
 *
 * @param key names the event
 * @param customer who
 * @param text what; may be empty if there are attachments
 * @param attachments files that came with it
 * @param source what the chat channel calls the message
 * @param replyToOrNull what the chat channel calls the message that it answers
 */
public record CustomerMessage(
        InboxKey key,
        CustomerSeen customer,
        String text,
        List<Attachment> attachments,
        ExternalRef source,
        @Nullable ExternalRef replyToOrNull) {
    /** Keeps an unchangeable copy. */
    public CustomerMessage {
        attachments = List.copyOf(attachments);
    }

    /**
     * The message that it answers.
     *
     * @return the chat channel's name for it, empty if it answers none
     */
    public Optional<ExternalRef> replyTo() {
        return Optional.ofNullable(replyToOrNull);
    }
}
