package dev.guildline.core.casework;

/** How soon a case should be looked at. */
public enum CasePriority {
    /** When there is time. */
    LOW,
    /** In turn. */
    NORMAL,
    /** Before others. */
    HIGH,
    /** Now. */
    URGENT
}
