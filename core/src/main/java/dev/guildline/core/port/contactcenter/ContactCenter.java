package dev.guildline.core.port.contactcenter;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.id.ExternalRef;
import java.util.concurrent.CompletionStage;

/**
 * The place where live agents work. What they do there comes back through
 * {@link dev.guildline.core.usecase.Conversations}.
 *
 * <p>Implementations are thread-safe. Core makes one call for a conversation at a time, in order, and for many
 * conversations at once. No method may block. A stage that fails does so with a
 * {@link dev.guildline.core.error.PortException}; after {@code Retryable} and {@code OutcomeUnknown} the same call is
 * made again.
 */
public interface ContactCenter {
    /**
     * Whether the contact center itself decides when the virtual agent is to answer, and asks for it by
     * {@link dev.guildline.core.usecase.Conversations#virtualAgentAsked}. Otherwise core decides.
     *
     * @return always the same
     */
    default boolean drivesVirtualAgent() {
        return false;
    }

    /**
     * Begins the far half of a conversation. Called again after a failure or a crash, it must find what it began.
     *
     * @param opening what the far half should know
     * @return completes with the far half
     */
    CompletionStage<ContactLink> open(ContactOpening opening);

    /**
     * Brings a journal entry to the far half, so that agents read the whole talk.
     *
     * @param link the far half
     * @param entry what was said
     * @return completes with the far side's name for it
     */
    CompletionStage<ExternalRef> post(ContactLink link, ContactEntry entry);

    /**
     * Asks for a live agent. Asked again for a conversation that already waits for one, it must not make a second
     * task.
     *
     * @param link the far half
     * @param request for whom and why
     * @return completes with the far half and what was learned of it, once the request is placed (not: once somebody
     *     came)
     */
    CompletionStage<ContactLink> requestAgent(ContactLink link, AgentRequest request);

    /**
     * Ends the far half from our side. Ending what is over is a success.
     *
     * @param link the far half
     * @param reason why
     * @return completes once it is ended
     */
    CompletionStage<Void> end(ContactLink link, CloseReason reason);
}
