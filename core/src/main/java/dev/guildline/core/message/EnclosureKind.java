package dev.guildline.core.message;

/** What a message can hold besides words and files. */
public enum EnclosureKind {
    /** The beginning of the message that this one answers. */
    QUOTE,
    /** A picture from a set, that stands for a mood more than for a question. */
    STICKER,
    /** What somebody else said elsewhere. */
    FORWARD,
    /** A question with answers to vote for. */
    POLL,
    /** A spoken message. */
    VOICE,
    /** A card, as a shared link or another bot's answer shows it. */
    CARD,
    /** A file that cannot be fetched. */
    FILE,
    /** Anything that there is no better word for. */
    OTHER
}
