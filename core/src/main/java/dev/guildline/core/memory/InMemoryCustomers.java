package dev.guildline.core.memory;

import dev.guildline.core.id.CustomerId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.CustomerStore;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

final class InMemoryCustomers implements CustomerStore {
    private final Map<CustomerId, Customer> all = new HashMap<>();
    private final UndoLog undo;

    InMemoryCustomers(UndoLog undo) {
        this.undo = undo;
    }

    @Override
    public void save(Customer customer) {
        undo.put(all, customer.id(), customer);
    }

    @Override
    public Optional<Customer> find(CustomerId id) {
        return Optional.ofNullable(all.get(id));
    }
}
