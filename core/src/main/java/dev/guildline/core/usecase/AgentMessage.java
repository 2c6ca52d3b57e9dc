package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent wrote.
 *
 * @param key names the event
 * @param conversation in which conversation
 * @param agent who
 * @param text what; may be empty if there are attachments
 * @param attachments files that came with it
 * @param sourceOrNull what the contact center calls the message; null at the built-in desk
 * @param saidAtOrNull when it was written, by the clock of the contact center; null for now
 */
public record AgentMessage(
        InboxKey key,
        ConversationKey conversation,
        Agent agent,
        String text,
        List<Attachment> attachments,
        @Nullable ExternalRef sourceOrNull,
        @Nullable Instant saidAtOrNull) {
    /** Keeps an unchangeable copy. */
    public AgentMessage {
        attachments = List.copyOf(attachments);
    }

    /**
     * Written a moment ago.
     *
     * @param key names the event
     * @param conversation in which conversation
     * @param agent who
     * @param text what; may be empty if there are attachments
     * @param attachments files that came with it
     * @param sourceOrNull what the contact center calls the message; null at the built-in desk
     */
    public AgentMessage(
            InboxKey key,
            ConversationKey conversation,
            Agent agent,
            String text,
            List<Attachment> attachments,
            @Nullable ExternalRef sourceOrNull) {
        this(key, conversation, agent, text, attachments, sourceOrNull, null);
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
     * What the contact center calls the message.
     *
     * @return its name, empty at the built-in desk
     */
    public Optional<ExternalRef> source() {
        return Optional.ofNullable(sourceOrNull);
    }
}
