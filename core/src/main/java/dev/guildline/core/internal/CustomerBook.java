package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.participant.CustomerSeen;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Knows customers and finds the conversation they are in. */
final class CustomerBook {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int ID_LENGTH = 16;

    private final Locale defaultLocale;
    private final RandomGenerator random;

    CustomerBook(Locale defaultLocale, RandomGenerator random) {
        this.defaultLocale = defaultLocale;
        this.random = random;
    }

    /**
     * The customer as known from now on, after they wrote: whoever speaks next is to speak where they did. An event
     * that does not tell the language or a public place leaves those known before.
     */
    Customer wrote(Step step, CustomerSeen seen) {
        return keep(step, seen, seen.address());
    }

    /** As {@link #wrote}, after anything but words of theirs: that moves no conversation that is under way elsewhere. */
    Customer seen(Step step, CustomerSeen seen) {
        ChannelAddress address = step.tx()
                .conversations()
                .openOf(seen.id())
                .map(c -> c.customer().address())
                .orElse(seen.address());
        return keep(step, seen, address);
    }

    private Customer keep(Step step, CustomerSeen seen, ChannelAddress address) {
        Optional<Customer> known = step.tx().customers().find(seen.id());
        Locale locale = seen.locale().or(() -> known.map(Customer::locale)).orElse(defaultLocale);
        ChannelAddress publicPlace = seen.publicPlace()
                .or(() -> known.flatMap(Customer::publicPlace))
                .orElse(null);
        Customer customer = new Customer(seen.id(), address, seen.displayName(), locale, publicPlace);
        if (!known.map(customer::equals).orElse(false)) {
            step.tx().customers().save(customer);
        }
        return customer;
    }

    /** The customer's open conversation, or a new one. It is kept, but not yet as changed by the caller. */
    Conversation conversationOf(Step step, Customer customer) {
        return openConversationOf(step, customer).orElseGet(() -> begin(step, customer));
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
