package dev.guildline.core.port.store;

import dev.guildline.core.id.CustomerId;
import dev.guildline.core.participant.Customer;
import java.util.Optional;

/** Keeps what is known of customers. */
public interface CustomerStore {
    /**
     * Keeps a customer as seen now, new or known.
     *
     * @param customer the customer
     */
    void save(Customer customer);

    /**
     * Finds a customer.
     *
     * @param id who
     * @return the customer, empty if never seen
     */
    Optional<Customer> find(CustomerId id);
}
