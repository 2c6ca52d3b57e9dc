package dev.guildline.core.message;

import dev.guildline.core.id.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a conversation's journal. Never changed once written.
 *
 * @param id its place
 * @param author who said it
 * @param body what was said
 * @param attachments files that came with it
 * @param replyToOrNull the sequence of the entry that this one answers
 * @param at when it was said, by the clock of the side where it was said; never later than core took it
 */
public record Message(
        MessageId id,
        Author author,
        MessageBody body,
        List<Attachment> attachments,
        @Nullable Long replyToOrNull,
        Instant at) {
    /** Keeps an unchangeable copy of the attachments. */
    public Message {
        attachments = List.copyOf(attachments);
    }

    /**
     * The entry that this one answers.
     *
     * @return its place, empty if this entry answers none in particular
     */
    public Optional<MessageId> replyTo() {
        return replyToOrNull == null ? Optional.empty() : Optional.of(new MessageId(id.conversation(), replyToOrNull));
    }
}
