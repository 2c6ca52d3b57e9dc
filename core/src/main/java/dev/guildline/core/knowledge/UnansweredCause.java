package dev.guildline.core.knowledge;

/** Why a question counts as not answered. */
public enum UnansweredCause {
    /** The virtual agent had nothing to say. */
    NO_ANSWER,
    /** The customer said that none of what was shown helps. */
    REJECTED,
    /** The customer wanted a person right after articles were shown. */
    PERSON_WANTED
}
