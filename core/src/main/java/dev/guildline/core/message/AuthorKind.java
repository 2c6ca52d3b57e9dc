package dev.guildline.core.message;

/** Who can speak in a conversation. */
public enum AuthorKind {
    /** The person helped. */
    CUSTOMER,
    /** The automatic answerer. */
    VIRTUAL_AGENT,
    /** A live person at the contact center. */
    AGENT,
    /** Guildline itself, telling what happens. */
    SYSTEM
}
