package dev.guildline.core.conversation;

import dev.guildline.core.participant.Agent;
import java.time.Instant;

/** Who speaks with the customer, and since when. */
public sealed interface ConversationState {
    /**
     * The state without its details.
     *
     * @return the status
     */
    ConversationStatus status();

    /** The virtual agent answers. */
    record WithVirtualAgent() implements ConversationState {
        @Override
        public ConversationStatus status() {
            return ConversationStatus.WITH_VIRTUAL_AGENT;
        }
    }

    /**
     * A live agent was asked for.
     *
     * @param reason why
     * @param since when it was asked for, or when the last agent left
     */
    record WaitingForAgent(HandoffReason reason, Instant since) implements ConversationState {
        @Override
        public ConversationStatus status() {
            return ConversationStatus.WAITING_FOR_AGENT;
        }
    }

    /**
     * A live agent speaks.
     *
     * @param agent who
     * @param since when they came
     */
    record WithAgent(Agent agent, Instant since) implements ConversationState {
        @Override
        public ConversationStatus status() {
            return ConversationStatus.WITH_AGENT;
        }
    }

    /**
     * Over.
     *
     * @param reason why
     * @param at when
     */
    record Closed(CloseReason reason, Instant at) implements ConversationState {
        @Override
        public ConversationStatus status() {
            return ConversationStatus.CLOSED;
        }
    }
}
