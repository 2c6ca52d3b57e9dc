package dev.guildline.core.conversation;

import dev.guildline.core.id.AgentId;
import dev.guildline.core.participant.Agent;

/** What a conversation decided. Told to the customer and the contact center by core. */
public sealed interface ConversationEvent {
    /**
     * The live agents were asked to take over.
     *
     * @param reason why
     */
    record HandoffStarted(HandoffReason reason) implements ConversationEvent {}

    /**
     * An agent took over, from the virtual agent, the queue or another agent.
     *
     * @param agent who
     */
    record AgentTookOver(Agent agent) implements ConversationEvent {}

    /**
     * The agent went away; the conversation waits for another one.
     *
     * @param agent who
     */
    record AgentWentAway(AgentId agent) implements ConversationEvent {}

    /** Nobody was there to take over; the virtual agent goes on. */
    record NobodyCame() implements ConversationEvent {}

    /** The virtual agent goes on after an agent. */
    record VirtualAgentTookOver() implements ConversationEvent {}

    /**
     * The conversation ended.
     *
     * @param reason why
     */
    record Ended(CloseReason reason) implements ConversationEvent {}
}
