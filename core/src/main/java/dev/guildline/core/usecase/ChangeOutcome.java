package dev.guildline.core.usecase;

/** What came of an edit or a deletion. */
public enum ChangeOutcome {
    /** It is kept, and brought to the other side where that has the message. */
    DONE,
    /** The message says that already, was changed again since, or is deleted; nothing had to be done. */
    IGNORED,
    /** The event was known. */
    DUPLICATE,
    /**
     * There is no such message of theirs. Nothing is remembered: once the message itself was told, the change may be
     * told again.
     */
    UNKNOWN_MESSAGE
}
