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
 * @param locale the language their client is set to, as last seen
 * @param publicPlaceOrNull where they were last met in public, as the chat channel names it: another way to them may
 *     begin there; null if they never were
 * @param writtenLanguageOrNull the language they write, where it is another than that of their client; null as long as
 *     their words have not told
 */
public record Customer(
        CustomerId id,
        ChannelAddress address,
        String displayName,
        Locale locale,
        @Nullable ChannelAddress publicPlaceOrNull,
        @Nullable Locale writtenLanguageOrNull) {
    /** Falls back to the id for a blank name. */
    public Customer {
        displayName = displayName.isBlank() ? id.value() : displayName.strip();
    }

    /**
     * A customer who writes the language of their client.
     *
     * @param id who it is
     * @param address where they can be written to
     * @param displayName what they are called
     * @param locale the language their client is set to
     * @param publicPlaceOrNull where they were last met in public; null if they never were
     */
    public Customer(
            CustomerId id,
            ChannelAddress address,
            String displayName,
            Locale locale,
            @Nullable ChannelAddress publicPlaceOrNull) {
        this(id, address, displayName, locale, publicPlaceOrNull, null);
    }

    /**
     * A customer who writes the language of their client and was never met in public.
     *
     * @param id who it is
     * @param address where they can be written to
     * @param displayName what they are called
     * @param locale the language their client is set to
     */
    public Customer(CustomerId id, ChannelAddress address, String displayName, Locale locale) {
        this(id, address, displayName, locale, null);
    }

    /**
     * The language they are spoken to in: the one they write, else that of their client.
     *
     * @return the language
     */
    public Locale language() {
        return writtenLanguageOrNull == null ? locale : writtenLanguageOrNull;
    }

    /**
     * The language they write, where it is not that of their client.
     *
     * @return the language, empty as long as their words have not told
     */
    public Optional<Locale> writtenLanguage() {
        return Optional.ofNullable(writtenLanguageOrNull);
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
        return new Customer(id, elsewhere, displayName, locale, publicPlaceOrNull, writtenLanguageOrNull);
    }

    /**
     * The same customer, in the language of another moment.
     *
     * @param then the customer at that moment
     * @return the customer with the languages of then
     */
    public Customer speakingAs(Customer then) {
        return new Customer(id, address, displayName, then.locale, publicPlaceOrNull, then.writtenLanguageOrNull);
    }
}
