package dev.guildline.core.port.contactcenter;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.participant.Customer;

/**
 * What the far half of a conversation should know when it begins.
 *
 * @param conversation ours
 * @param customer with whom
 */
public record ContactOpening(ConversationId conversation, Customer customer) {}
