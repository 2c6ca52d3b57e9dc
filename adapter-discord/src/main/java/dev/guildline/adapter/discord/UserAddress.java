package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.CustomerId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Discord's users are called outside of this adapter. The address says by its first word how a customer is
 * reached, so that other ways can be added beside {@code user/<id>}.
 */
final class UserAddress {
    static final ChannelId CHANNEL = new ChannelId("discord");

    private static final Pattern FORM = Pattern.compile("user/([1-9][0-9]{0,18})");

    private UserAddress() {}

    static CustomerId customer(long user) {
        return new CustomerId(CHANNEL + ":" + Long.toUnsignedString(user));
    }

    static ChannelAddress of(long user) {
        return new ChannelAddress(CHANNEL, "user/" + Long.toUnsignedString(user));
    }

    /** The user, in direct messages or in a thread of theirs; empty if it is an address of something else. */
    static OptionalLong userIfAny(ChannelAddress address) {
        Optional<ThreadAddress> thread = ThreadAddress.of(address);
        if (thread.isPresent()) {
            return OptionalLong.of(thread.get().user());
        }
        Matcher form = FORM.matcher(address.value());
        return CHANNEL.equals(address.channel()) && form.matches()
                ? OptionalLong.of(Long.parseUnsignedLong(form.group(1)))
                : OptionalLong.empty();
    }

    static long userAt(ChannelAddress address) {
        return userIfAny(address)
                .orElseThrow(() -> new PortException.Permanent(
                        Refusal.NOT_FOUND, "not an address of a Discord user: channel " + address.channel(), null));
    }
}
