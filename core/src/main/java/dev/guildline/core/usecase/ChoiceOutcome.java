package dev.guildline.core.usecase;

/** What came of a choice. */
public enum ChoiceOutcome {
    /** It was taken; what follows is told in the conversation. */
    TAKEN,
    /** The event was known. */
    DUPLICATE,
    /** No such choice was offered to this customer. */
    NOT_OFFERED,
    /**
     * It cannot be taken any more: the conversation is over, somebody else speaks now, it was taken before, or the
     * customer may not come in, which they have been told.
     */
    TOO_LATE
}
