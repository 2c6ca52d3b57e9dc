package dev.guildline.core.conversation;

import dev.guildline.core.conversation.ConversationEvent.AgentTookOver;
import dev.guildline.core.conversation.ConversationEvent.AgentWentAway;
import dev.guildline.core.conversation.ConversationEvent.Ended;
import dev.guildline.core.conversation.ConversationEvent.HandoffStarted;
import dev.guildline.core.conversation.ConversationEvent.NobodyCame;
import dev.guildline.core.conversation.ConversationEvent.VirtualAgentTookOver;
import dev.guildline.core.conversation.ConversationSignal.AgentJoined;
import dev.guildline.core.conversation.ConversationSignal.AgentLeft;
import dev.guildline.core.conversation.ConversationSignal.AgentWrote;
import dev.guildline.core.conversation.ConversationSignal.CloseRequested;
import dev.guildline.core.conversation.ConversationSignal.CustomerWrote;
import dev.guildline.core.conversation.ConversationSignal.HandedBack;
import dev.guildline.core.conversation.ConversationSignal.HandoffRequested;
import dev.guildline.core.conversation.ConversationSignal.NoAgentAvailable;
import dev.guildline.core.conversation.ConversationState.Closed;
import dev.guildline.core.conversation.ConversationState.WaitingForAgent;
import dev.guildline.core.conversation.ConversationState.WithAgent;
import dev.guildline.core.conversation.ConversationState.WithVirtualAgent;
import dev.guildline.core.conversation.Transition.Ignored;
import dev.guildline.core.conversation.Transition.Moved;
import dev.guildline.core.conversation.Transition.Refused;
import dev.guildline.core.conversation.Transition.Stayed;
import dev.guildline.core.participant.Agent;
import java.time.Instant;

/** The table of {@code docs/state-machine.md}, one method per row. */
final class StateMachine {
    private StateMachine() {}

    static Transition on(ConversationState state, ConversationSignal signal, Instant now) {
        if (state instanceof WithVirtualAgent) {
            return withVirtualAgent(signal, now);
        } else if (state instanceof WaitingForAgent) {
            return waitingForAgent(signal, now);
        } else if (state instanceof WithAgent with) {
            return withAgent(with, signal, now);
        }
        return closed(signal);
    }

    private static Transition withVirtualAgent(ConversationSignal signal, Instant now) {
        if (signal instanceof CustomerWrote) {
            return new Stayed();
        } else if (signal instanceof HandoffRequested requested) {
            return new Moved(new WaitingForAgent(requested.reason(), now), new HandoffStarted(requested.reason()));
        } else if (signal instanceof AgentJoined joined) {
            return agentTakesOver(joined.agent(), now);
        } else if (signal instanceof AgentWrote wrote) {
            return agentTakesOver(wrote.agent(), now);
        } else if (signal instanceof CloseRequested close) {
            return ends(close, now);
        }
        return new Ignored();
    }

    private static Transition waitingForAgent(ConversationSignal signal, Instant now) {
        if (signal instanceof CustomerWrote) {
            return new Stayed();
        } else if (signal instanceof AgentJoined joined) {
            return agentTakesOver(joined.agent(), now);
        } else if (signal instanceof AgentWrote wrote) {
            return agentTakesOver(wrote.agent(), now);
        } else if (signal instanceof NoAgentAvailable) {
            return new Moved(new WithVirtualAgent(), new NobodyCame());
        } else if (signal instanceof HandedBack) {
            return new Moved(new WithVirtualAgent(), new VirtualAgentTookOver());
        } else if (signal instanceof CloseRequested close) {
            return ends(close, now);
        }
        return new Ignored();
    }

    private static Transition withAgent(WithAgent state, ConversationSignal signal, Instant now) {
        if (signal instanceof CustomerWrote) {
            return new Stayed();
        } else if (signal instanceof AgentJoined joined) {
            return sameAgent(state, joined.agent()) ? new Ignored() : agentTakesOver(joined.agent(), now);
        } else if (signal instanceof AgentWrote wrote) {
            return sameAgent(state, wrote.agent()) ? new Stayed() : agentTakesOver(wrote.agent(), now);
        } else if (signal instanceof AgentLeft left) {
            return left.agent().equals(state.agent().id())
                    ? new Moved(
                            new WaitingForAgent(HandoffReason.REQUESTED_BY_STAFF, now), new AgentWentAway(left.agent()))
                    : new Ignored();
        } else if (signal instanceof HandedBack) {
            return new Moved(new WithVirtualAgent(), new VirtualAgentTookOver());
        } else if (signal instanceof CloseRequested close) {
            return ends(close, now);
        }
        return new Ignored();
    }

    private static Transition closed(ConversationSignal signal) {
        boolean senderMustKnow = signal instanceof CustomerWrote
                || signal instanceof AgentWrote
                || signal instanceof AgentJoined
                || signal instanceof HandoffRequested;
        return senderMustKnow ? new Refused() : new Ignored();
    }

    private static boolean sameAgent(WithAgent state, Agent agent) {
        return state.agent().id().equals(agent.id());
    }

    private static Moved agentTakesOver(Agent agent, Instant now) {
        return new Moved(new WithAgent(agent, now), new AgentTookOver(agent));
    }

    private static Moved ends(CloseRequested close, Instant now) {
        return new Moved(new Closed(close.reason(), now), new Ended(close.reason()));
    }
}
