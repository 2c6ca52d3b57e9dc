package dev.guildline.core.usecase;

import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.InboxKey;

/**
 * A customer asked for help, without saying for what.
 *
 * @param key names the event
 * @param customer who
 */
public record HelpRequest(InboxKey key, CustomerSeen customer) {}
