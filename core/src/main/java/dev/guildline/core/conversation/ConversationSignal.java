package dev.guildline.core.conversation;

import dev.guildline.core.id.AgentId;
import dev.guildline.core.participant.Agent;

/** What a conversation is told. It decides itself what follows. */
public sealed interface ConversationSignal {
    /** The customer wrote. */
    record CustomerWrote() implements ConversationSignal {}

    /**
     * A live agent is wanted.
     *
     * @param reason why
     */
    record HandoffRequested(HandoffReason reason) implements ConversationSignal {}

    /**
     * An agent came in.
     *
     * @param agent who
     */
    record AgentJoined(Agent agent) implements ConversationSignal {}

    /**
     * An agent wrote. Counts as having joined, because the word of it may have been lost.
     *
     * @param agent who
     */
    record AgentWrote(Agent agent) implements ConversationSignal {}

    /**
     * An agent went away.
     *
     * @param agent who
     */
    record AgentLeft(AgentId agent) implements ConversationSignal {}

    /** The contact center found nobody. */
    record NoAgentAvailable() implements ConversationSignal {}

    /** An agent gave the conversation back to the virtual agent. */
    record HandedBack() implements ConversationSignal {}

    /**
     * The conversation is to end.
     *
     * @param reason why
     */
    record CloseRequested(CloseReason reason) implements ConversationSignal {}
}
