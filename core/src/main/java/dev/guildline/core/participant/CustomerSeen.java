package dev.guildline.core.participant;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.CustomerId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an event of the chat channel tells about the customer behind it.
 *
 * @param id who it is
 * @param address where they can be written to
 * @param displayName what they are called
 * @param localeOrNull the language of their client; null where the event does not tell (a plain direct message on
 *     Discord), which leaves the one known before
 * @param publicPlaceOrNull where in public it happened, as the chat channel names it; null if it was in private, which
 *     leaves the place known before
 */
public record CustomerSeen(
        CustomerId id,
        ChannelAddress address,
        String displayName,
        @Nullable Locale localeOrNull,
        @Nullable ChannelAddress publicPlaceOrNull) {
    /**
     * A customer seen in private.
     *
     * @param id who it is
     * @param address where they can be written to
     * @param displayName what they are called
     * @param localeOrNull the language of their client, or null
     */
    public CustomerSeen(CustomerId id, ChannelAddress address, String displayName, @Nullable Locale localeOrNull) {
        this(id, address, displayName, localeOrNull, null);
    }

    /**
     * The language of their client.
     *
     * @return the language, empty where the event does not tell
     */
    public Optional<Locale> locale() {
        return Optional.ofNullable(localeOrNull);
    }

    /**
     * Where in public it happened.
     *
     * @return the place, empty if it was in private
     */
    public Optional<ChannelAddress> publicPlace() {
        return Optional.ofNullable(publicPlaceOrNull);
    }
}
