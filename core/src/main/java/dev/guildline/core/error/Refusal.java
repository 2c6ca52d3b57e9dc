package dev.guildline.core.error;

/** Why the far side will never take something. */
public enum Refusal {
    /** The customer cannot be written to: direct messages closed, we are blocked, or no shared server. */
    CUSTOMER_UNREACHABLE,
    /** The far conversation is closed for good. */
    FAR_SIDE_CLOSED,
    /** The far side does not know what was named. */
    NOT_FOUND,
    /** The far side does not accept the content. */
    INVALID,
    /** Our credentials or permissions do not suffice: somebody has to change the configuration. */
    NOT_ALLOWED,
    /** Who speaks has changed since this was made; it was not sent. */
    SUPERSEDED
}
