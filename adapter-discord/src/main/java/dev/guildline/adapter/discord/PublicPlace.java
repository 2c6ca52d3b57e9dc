package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A channel of a server as core keeps it: where a customer was last met in public. */
final class PublicPlace {
    private static final Pattern FORM = Pattern.compile("channel/([1-9][0-9]{0,19})");

    private PublicPlace() {}

    static ChannelAddress of(long channel) {
        return new ChannelAddress(UserAddress.CHANNEL, "channel/" + Long.toUnsignedString(channel));
    }

    /** The channel, empty if it is a place of something else. */
    static OptionalLong channelOf(ChannelAddress place) {
        Matcher form = FORM.matcher(place.value());
        return UserAddress.CHANNEL.equals(place.channel()) && form.matches()
                ? OptionalLong.of(Long.parseUnsignedLong(form.group(1)))
                : OptionalLong.empty();
    }
}
