package dev.guildline.core.usecase;

import dev.guildline.core.id.MessageId;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;

/**
 * A customer picked a choice.
 *
 * @param key names the event
 * @param customer who
 * @param prompt the journal entry that offered it
 * @param choice the choice's key in that entry
 */
public record ChoiceTaken(InboxKey key, CustomerSeen customer, MessageId prompt, String choice) {}
