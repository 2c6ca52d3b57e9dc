package dev.guildline.core.conversation;

/** The state of a conversation without its details: what is stored, listed and switched on. */
public enum ConversationStatus {
    /** The virtual agent answers. */
    WITH_VIRTUAL_AGENT,
    /** A live agent was asked for and has not come yet. */
    WAITING_FOR_AGENT,
    /** A live agent speaks. */
    WITH_AGENT,
    /** Over; a new message begins another conversation. */
    CLOSED
}
