package dev.guildline.core.relay;

/** Why a delivery is to be tried again. */
public enum RetryCause {
    /** The far side is busy and said when to come again; it has not looked at the delivery. */
    LIMITED,
    /** It surely did not arrive. */
    FAILED,
    /** It may have arrived: the next attempt looks before it repeats anything. */
    UNCLEAR
}
