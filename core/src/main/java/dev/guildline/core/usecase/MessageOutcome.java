package dev.guildline.core.usecase;

import dev.guildline.core.id.MessageId;

/** What came of a customer's message. */
public sealed interface MessageOutcome {
    /**
     * It is kept and will be delivered.
     *
     * @param message its place
     */
    record Accepted(MessageId message) implements MessageOutcome {}

    /** The customer may not come in now, and has been told why; nothing of the message was kept. */
    record NotAdmitted() implements MessageOutcome {}

    /** The event was known. */
    record Duplicate() implements MessageOutcome {}
}
