package dev.guildline.core.conversation;

/** Why a conversation goes from the virtual agent to the live agents. */
public enum HandoffReason {
    /** The customer pressed a button for it. */
    CUSTOMER_CHOSE,
    /** The customer asked in plain words. */
    CUSTOMER_ASKED,
    /** Somebody else decided it: an operator, an embedding application. */
    REQUESTED_BY_STAFF
}
