package dev.guildline.core.relay;

/** Where a delivery stands. All but the first are final, unless a person decides otherwise. */
public enum DeliveryState {
    /** Still to be made. */
    PENDING,
    /** The far side has it. */
    DELIVERED,
    /** The far side will never take it, or it is out of date. */
    REFUSED,
    /** It may have arrived, and nothing can tell. */
    UNKNOWN,
    /** Given up after too many attempts; a person should look. */
    PARKED
}
