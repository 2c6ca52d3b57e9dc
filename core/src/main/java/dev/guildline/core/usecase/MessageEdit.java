package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;
import java.util.List;

/**
 * Somebody edited what they had written.
 *
 * @param key names the event; differs for each edit of a message
 * @param source what the side where it was written calls the message
 * @param text what it says now, in their own words; may be empty if there is something else
 * @param enclosures what else belongs to it now and cannot be told by text or files
 * @param at when it was edited, by the clock of that side
 */
public record MessageEdit(InboxKey key, ExternalRef source, String text, List<Enclosure> enclosures, Instant at) {
    /** Keeps an unchangeable copy. */
    public MessageEdit {
        enclosures = List.copyOf(enclosures);
    }

    /**
     * Words alone.
     *
     * @param key names the event; differs for each edit of a message
     * @param source what the side where it was written calls the message
     * @param text what it says now; may be empty if it has attachments
     * @param at when it was edited, by the clock of that side
     */
    public MessageEdit(InboxKey key, ExternalRef source, String text, Instant at) {
        this(key, source, text, List.of(), at);
    }
}
