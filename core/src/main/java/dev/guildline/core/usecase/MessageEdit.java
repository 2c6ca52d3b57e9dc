package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;

/**
 * Somebody edited what they had written.
 *
 * @param key names the event; differs for each edit of a message
 * @param source what the side where it was written calls the message
 * @param text what it says now; may be empty if it has attachments
 * @param at when it was edited, by the clock of that side
 */
public record MessageEdit(InboxKey key, ExternalRef source, String text, Instant at) {}
