package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer wrote.
 *
 * @param key names the event
 * @param customer who
 * @param text what, in their own words; may be empty if there is something else
 * @param attachments files that came with it
 * @param source what the chat channel calls the message
 * @param replyToOrNull what the chat channel calls the message that it answers
 * @param enclosures what else belongs to it and cannot be told by text or files
 * @param saidAtOrNull when it was written, by the clock of the chat channel; null for now
 */
public record CustomerMessage(
        InboxKey key,
        CustomerSeen customer,
        String text,
        List<Attachment> attachments,
        ExternalRef source,
        @Nullable ExternalRef replyToOrNull,
        List<Enclosure> enclosures,
        @Nullable Instant saidAtOrNull) {
    /** Keeps unchangeable copies. */
    public CustomerMessage {
        attachments = List.copyOf(attachments);
        enclosures = List.copyOf(enclosures);
    }

    /**
     * Words and files, written a moment ago.
     *
     * @param key names the event
     * @param customer who
     * @param text what; may be empty if there are attachments
     * @param attachments files that came with it
     * @param source what the chat channel calls the message
     * @param replyToOrNull what the chat channel calls the message that it answers
     */
    public CustomerMessage(
            InboxKey key,
            CustomerSeen customer,
            String text,
            List<Attachment> attachments,
            ExternalRef source,
            @Nullable ExternalRef replyToOrNull) {
        this(key, customer, text, attachments, source, replyToOrNull, List.of(), null);
    }

    /**
     * When it was written.
     *
     * @return the moment, empty for now
     */
    public Optional<Instant> saidAt() {
        return Optional.ofNullable(saidAtOrNull);
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
