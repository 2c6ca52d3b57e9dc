package dev.guildline.core.message;

/** How much a choice stands out. */
public enum ChoiceStyle {
    /** What most people will want. */
    PRIMARY,
    /** One of several equals. */
    SECONDARY,
    /** A good end. */
    POSITIVE,
    /** Something is wrong. */
    NEGATIVE
}
