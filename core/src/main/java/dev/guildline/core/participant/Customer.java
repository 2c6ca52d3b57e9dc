package dev.guildline.core.participant;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.CustomerId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person helped, as last seen.
 *
 * @param id who it is
 * @param address where they can be written to
 * @param displayName what they are called; never blank
 * @param locale the language last seen for them
 * @param publicPlaceOrNull where they were last met in public, as the chat channel names it: another way to them may
 *     begin there; null if they never were
 */
public record Customer(
        CustomerId id,
        ChannelAddress address,
        String displayName,
        Locale locale,
        @Nullable ChannelAddress publicPlaceOrNull) {
    /** Falls back to the id for a blank name. */
    public Customer {
        displayName = displayName.isBlank() ? id.value() : displayName.strip();
    }

    /**
     * A customer who was never met in public.
     *
     * @param id who it is
     * @param address where they can be written to
     * @param displayName what they are called
     * @param locale the language last seen for them
     */
    public Customer(CustomerId id, ChannelAddress address, String displayName, Locale locale) {
        this(id, address, displayName, locale, null);
    }

    /**
     * Where they were last met in public.
     *
     * @return the place, empty if they never were
     */
    public Optional<ChannelAddress> publicPlace() {
        return Optional.ofNullable(publicPlaceOrNull);
    }

    /**
     * The same customer, to be written to elsewhere.
     *
     * @param elsewhere where from now on
     * @return the customer with that address
     */
    public Customer at(ChannelAddress elsewhere) {
        return new Customer(id, elsewhere, displayName, locale, publicPlaceOrNull);
    }
}
