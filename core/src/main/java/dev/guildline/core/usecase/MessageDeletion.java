package dev.guildline.core.usecase;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;

/**
 * Somebody took back what they had written.
 *
 * @param key names the event
 * @param source what the side where it was written calls the message
 * @param at when it was taken back, by the clock of that side
 */
public record MessageDeletion(InboxKey key, ExternalRef source, Instant at) {}
