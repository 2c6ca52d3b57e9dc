package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
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
 */
public record AgentMessage(
        InboxKey key,
        ConversationKey conversation,
        Agent agent,
        String text,
        List<Attachment> attachments,
        @Nullable ExternalRef sourceOrNull) {
    /** Keeps an unchangeable copy. */
    public AgentMessage {
        attachments = List.copyOf(attachments);
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
