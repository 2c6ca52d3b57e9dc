package dev.guildline.core.conversation;

/** Why a conversation ended. */
public enum CloseReason {
    /** The agent ended it. */
    AGENT_ENDED,
    /** The customer ended it. */
    CUSTOMER_ENDED,
    /** Nobody said anything for too long. */
    IDLE,
    /** An operator or an embedding application ended it. */
    STAFF_ENDED,
    /** The customer is blocked, or no new conversations are taken for the time being. */
    NOT_ADMITTED,
    /** The contact center closed its side without telling why. */
    CONTACT_CENTER_ENDED
}
