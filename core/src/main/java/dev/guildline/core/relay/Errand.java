package dev.guildline.core.relay;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.HandoffReason;

/** What a delivery is to do. */
public sealed interface Errand {
    /**
     * Bring a journal entry.
     *
     * @param sequence which
     */
    record RelayMessage(long sequence) implements Errand {}

    /**
     * Bring an edit or a deletion of a journal entry.
     *
     * @param sequence of which entry
     * @param number which change of that entry
     */
    record RelayChange(long sequence, int number) implements Errand {}

    /** Let the virtual agent answer what the customer wrote since its last turn. */
    record TakeTurn() implements Errand {}

    /**
     * Ask the contact center for a live agent.
     *
     * @param reason why
     */
    record RequestAgent(HandoffReason reason) implements Errand {}

    /**
     * End the far half at the contact center.
     *
     * @param reason why
     */
    record EndContact(CloseReason reason) implements Errand {}
}
