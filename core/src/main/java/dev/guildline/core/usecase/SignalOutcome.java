package dev.guildline.core.usecase;

/** What came of a signal to a conversation. */
public enum SignalOutcome {
    /** It took effect. */
    DONE,
    /** It was late or repeated in substance; nothing had to be done. */
    IGNORED,
    /** The event was known. */
    DUPLICATE,
    /** There is no such conversation. */
    UNKNOWN_CONVERSATION,
    /** The conversation is over; the one who signalled should be told. */
    CLOSED
}
