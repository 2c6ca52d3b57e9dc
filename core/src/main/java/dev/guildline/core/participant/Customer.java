package dev.guildline.core.participant;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.CustomerId;
import java.util.Locale;

/**
 * The person helped, as last seen.
 *
 * @param id who it is
 * @param address where they can be written to
 * @param displayName what they are called; never blank
 * @param locale the language last seen for them
 */
public record Customer(CustomerId id, ChannelAddress address, String displayName, Locale locale) {
    /** Falls back to the id for a blank name. */
    public Customer {
        displayName = displayName.isBlank() ? id.value() : displayName.strip();
    }
}
