package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a customer is written to who takes no direct messages: a private thread of their own.
 *
 * @param thread the thread
 * @param parent the channel that it is a thread of
 * @param user whose
 */
record ThreadAddress(long thread, long parent, long user) {
    private static final String ID = "([1-9][0-9]{0,19})";
    private static final Pattern FORM = Pattern.compile("thread/" + ID + "/in/" + ID + "/user/" + ID);

    /** The thread, empty if it is an address of something else. */
    static Optional<ThreadAddress> of(ChannelAddress address) {
        Matcher form = FORM.matcher(address.value());
        return UserAddress.CHANNEL.equals(address.channel()) && form.matches()
                ? Optional.of(new ThreadAddress(
                        Long.parseUnsignedLong(form.group(1)),
                        Long.parseUnsignedLong(form.group(2)),
                        Long.parseUnsignedLong(form.group(3))))
                : Optional.empty();
    }

    ChannelAddress address() {
        return new ChannelAddress(
                UserAddress.CHANNEL,
                "thread/" + Long.toUnsignedString(thread) + "/in/" + Long.toUnsignedString(parent) + "/user/"
                        + Long.toUnsignedString(user));
    }
}
