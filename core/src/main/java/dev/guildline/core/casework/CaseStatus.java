package dev.guildline.core.casework;

/** Where a case stands. */
public enum CaseStatus {
    /** Somebody is to look at it. */
    OPEN,
    /** It needs more attention than it got. */
    ELEVATED,
    /** Done. */
    CLOSED
}
