package dev.guildline.core.usecase;

import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;

/**
 * An agent came to a conversation or left it.
 *
 * @param key names the event
 * @param conversation which conversation
 * @param agent who
 */
public record AgentPresence(InboxKey key, ConversationKey conversation, Agent agent) {}
