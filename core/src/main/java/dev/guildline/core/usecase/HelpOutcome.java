package dev.guildline.core.usecase;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.DeliveryState;
import java.util.concurrent.CompletionStage;

/** What came of a request for help. */
public sealed interface HelpOutcome {
    /**
     * The customer is being greeted in private.
     *
     * @param conversation in which conversation
     * @param greeting completes when the greeting's delivery has come to an end, with its last state; does not complete
     *     if this process ends first
     */
    record Greeting(ConversationId conversation, CompletionStage<DeliveryState> greeting) implements HelpOutcome {}

    /** The customer may not come in now, and has been told why in private. */
    record NotAdmitted() implements HelpOutcome {}

    /** The event was known. */
    record Duplicate() implements HelpOutcome {}
}
