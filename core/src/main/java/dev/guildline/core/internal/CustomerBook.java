package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.participant.Tongue;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Knows customers and finds the conversation they are in. */
final class CustomerBook {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 16;

    private final Locale defaultLocale;
    private final RandomGenerator random;
    private final Languages languages;

    CustomerBook(Locale defaultLocale, RandomGenerator random, Languages languages) {
        this.defaultLocale = defaultLocale;
        this.random = random;
        this.languages = languages;
    }

    /**
     * The customer as known from now on, after they wrote: whoever speaks next is to speak where they did. An event
     * that does not tell the language or a public place leaves those known before.
     *
     * @param written the language of their words, if these tell it
     */
    Customer wrote(Step step, CustomerSeen seen, Optional<Locale> written) {
        return keep(step, seen, seen.address(), written);
    }

    /** As {@link #wrote}, after anything but words of theirs: that moves no conversation that is under way elsewhere. */
    Customer seen(Step step, CustomerSeen seen) {
        ChannelAddress address = step.tx()
                .conversations()
                .openOf(seen.id())
                .map(c -> c.customer().address())
                .orElse(seen.address());
        return keep(step, seen, address, Optional.empty());
    }

    private Customer keep(Step step, CustomerSeen seen, ChannelAddress address, Optional<Locale> written) {
        Optional<Customer> known = step.tx().customers().find(seen.id());
        Locale locale = seen.locale().or(() -> known.map(Customer::locale)).orElse(defaultLocale);
        // Who sets their client to another language has made a choice that counts until they write otherwise.
        Optional<Locale> before =
                known.filter(c -> Tongue.isShared(c.locale(), locale)).flatMap(Customer::writtenLanguage);
        Locale writes = written.filter(language ->
                        !before.map(b -> Tongue.isShared(b, language)).orElse(false))
                .or(() -> before)
                .filter(language -> !Tongue.isShared(language, locale))
                .map(languages::asInArticles)
                .orElse(null);
        ChannelAddress publicPlace = seen.publicPlace()
                .or(() -> known.flatMap(Customer::publicPlace))
                .orElse(null);
        Customer customer = new Customer(seen.id(), address, seen.displayName(), locale, publicPlace, writes);
        if (!known.map(customer::equals).orElse(false)) {
            step.tx().customers().save(customer);
        }
        return customer;
    }

    /** The customer's open conversation, or a new one. It is kept, but not yet as changed by the caller. */
    Conversation conversationOf(Step step, Customer customer) {
        return openConversationOf(step, customer).orElseGet(() -> begin(step, customer));
    }

    /** As {@link #conversationOf}, for what was said earlier: the customer is where they were heard last. */
    Conversation nextConversationOf(Step step, Customer then) {
        return step.tx()
                .conversations()
                .openOf(then.id())
                .orElseGet(
                        () -> begin(step, step.tx().customers().find(then.id()).orElse(then)));
    }

    Optional<Conversation> openConversationOf(Step step, Customer customer) {
        return step.tx()
                .conversations()
                .openOf(customer.id())
                .map(c -> c.customer().equals(customer) ? c : c.withCustomer(customer));
    }

    private Conversation begin(Step step, Customer customer) {
        Conversation begun = Conversation.begin(newId(), customer, step.now());
        step.add(begun);
        return begun;
    }

    private ConversationId newId() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ConversationId(id.toString());
    }
}
