package dev.guildline.adapter.discord;

import dev.guildline.core.port.channel.OutboundMessage;

/**
 * What Discord recognises a repetition by: the same for every attempt to bring the same part of the same delivery.
 * Delivery ids begin anew where the store is kept in memory only, so the message's place takes part as well.
 */
final class Nonces {
    /** Discord takes no longer ones. */
    static final int LONGEST = 25;

    private Nonces() {}

    static String of(OutboundMessage message, int part) {
        long place = Integer.toUnsignedLong(message.message().id().toString().hashCode());
        return Long.toString(message.delivery().value(), Character.MAX_RADIX) + "-"
                + Integer.toString(part, Character.MAX_RADIX) + "-" + Long.toString(place, Character.MAX_RADIX);
    }
}
