package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.relay.InboxKey;

/**
 * A customer put a mark, such as a thumb up, on something that was said to them.
 *
 * @param key names the event; the same mark put again after it was taken away has the same one
 * @param source what the chat channel calls the message that was marked
 * @param reaction the mark, as it can be shown in a text
 */
public record CustomerReaction(InboxKey key, ExternalRef source, String reaction) {
    /**
     * Checks the mark.
     *
     * @throws IllegalArgumentException if it is blank
     */
    public CustomerReaction {
        if (reaction.isBlank()) {
            throw new IllegalArgumentException("reaction: must not be blank");
        }
    }
}
