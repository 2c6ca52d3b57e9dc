package dev.guildline.core.usecase;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.message.CarriedFile;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What happens in conversations. Thread-safe; no method blocks.
 *
 * <p>A stage completes after the effect is committed: only then may the event be acknowledged to whoever sent it. The
 * same event told again has no effect. A stage that fails (with a {@link dev.guildline.core.error.PortException} of the
 * store) means: nothing is known to have happened, tell it again. Deliveries that follow are made later, in order, and
 * never make a stage wait.
 */
public interface Conversations {
    /**
     * A customer wrote. Begins a conversation if the customer has none open.
     *
     * @param message what
     * @return completes with what came of it
     */
    CompletionStage<MessageOutcome> customerWrote(CustomerMessage message);

    /**
     * A customer edited what they wrote. Agents are told what it said and what it says; the virtual agent answers the
     * edited words if it has not answered yet, and says nothing more if it has.
     *
     * @param edit which, and what it says now
     * @return completes with what came of it
     */
    CompletionStage<ChangeOutcome> customerEdited(MessageEdit edit);

    /**
     * A customer took back what they wrote. Agents are told and still read what it said.
     *
     * @param deletion which
     * @return completes with what came of it
     */
    CompletionStage<ChangeOutcome> customerDeleted(MessageDeletion deletion);

    /**
     * A customer put a mark on what an agent or the virtual agent said. Agents read a note of it; nothing else follows.
     *
     * @param reaction which
     * @return completes with what came of it; {@code IGNORED} if there is no agent's side that could be told
     */
    CompletionStage<ChangeOutcome> customerReacted(CustomerReaction reaction);

    /**
     * A customer asked for help without saying for what: is greeted by name, in private.
     *
     * @param request who
     * @return completes with what came of it
     */
    CompletionStage<HelpOutcome> helpRequested(HelpRequest request);

    /**
     * A customer picked a choice.
     *
     * @param choice which
     * @return completes with what came of it
     */
    CompletionStage<ChoiceOutcome> choiceMade(ChoiceTaken choice);

    /**
     * An agent came in.
     *
     * @param presence who, and where
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> agentJoined(AgentPresence presence);

    /**
     * An agent went away.
     *
     * @param presence who, and where
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> agentLeft(AgentPresence presence);

    /**
     * An agent wrote. Counts as having joined.
     *
     * @param message what
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> agentWrote(AgentMessage message);

    /**
     * An agent edited what they wrote. The customer sees it changed; where their chat channel cannot, they are sent a
     * correction.
     *
     * @param edit which, and what it says now
     * @return completes with what came of it
     */
    CompletionStage<ChangeOutcome> agentEdited(MessageEdit edit);

    /**
     * An agent took back what they wrote. It disappears for the customer; where their chat channel cannot do that, the
     * agent is told.
     *
     * @param deletion which
     * @return completes with what came of it
     */
    CompletionStage<ChangeOutcome> agentDeleted(MessageDeletion deletion);

    /**
     * Nobody was there to take a conversation over.
     *
     * @param key names the event
     * @param conversation which
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> noAgentAvailable(InboxKey key, ConversationKey conversation);

    /**
     * Gives a conversation to the live agents.
     *
     * @param conversation which
     * @param reason why
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> handOff(ConversationKey conversation, HandoffReason reason);

    /**
     * Gives a conversation back to the virtual agent.
     *
     * @param conversation which
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> handBack(ConversationKey conversation);

    /**
     * Ends a conversation from our side; the far half is ended too.
     *
     * @param conversation which
     * @param reason why
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> close(ConversationKey conversation, CloseReason reason);

    /**
     * The contact center ended its half.
     *
     * @param key names the event
     * @param conversation which
     * @param reason why
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> contactEnded(InboxKey key, ConversationKey conversation, CloseReason reason);

    /**
     * The contact center's adapter wants to find something again.
     *
     * @param conversation which
     * @param details added to the details of the contact link
     * @return completes with what came of it
     */
    CompletionStage<SignalOutcome> contactLearned(ConversationKey conversation, Map<String, String> details);

    /**
     * A contact center that drives the virtual agent asks for its turn. Asked again, or for what an earlier turn has
     * answered, nothing is said twice.
     *
     * @param key names the event
     * @param conversation in which
     * @return completes when the turn is over and kept
     */
    CompletionStage<TurnOutcome> virtualAgentAsked(InboxKey key, ConversationKey conversation);

    /**
     * Finds a conversation.
     *
     * @param conversation which
     * @return completes with it, empty if there is none
     */
    CompletionStage<Optional<Conversation>> find(ConversationKey conversation);

    /**
     * Lists conversations.
     *
     * @param statuses only in one of these
     * @param limit how many at most
     * @return completes with the last changed first
     */
    CompletionStage<List<Conversation>> list(Set<ConversationStatus> statuses, int limit);

    /**
     * Reads what was said.
     *
     * @param conversation in which
     * @return completes with all entries in order, as they were said first
     */
    CompletionStage<List<Message>> transcript(ConversationId conversation);

    /**
     * Reads what became of what was said: the other half of the {@linkplain #transcript transcript}.
     *
     * @param conversation in which
     * @return completes with all changes, by entry and in the order they were made
     */
    CompletionStage<List<MessageChange>> changes(ConversationId conversation);

    /**
     * Finds a file that came with a journal entry, long after its link has expired.
     *
     * @param file which
     * @return completes with it, empty if its content is not kept: it was not passed on, is not copied yet, is no longer
     *     kept, or files are not kept at all
     */
    CompletionStage<Optional<CarriedFile>> file(AttachmentKey file);

    /**
     * Tells how far back repetitions are recognised. Whoever reads back what happened while nobody listened tells nothing
     * that is older ({@link dev.guildline.core.port.channel.ReadsBack}): it would be taken for new.
     *
     * @return completes with since when everything that happened is recognised if it is told again; the epoch of Java's
     *     time if nothing was ever forgotten
     */
    CompletionStage<Instant> recognisedSince();
}
