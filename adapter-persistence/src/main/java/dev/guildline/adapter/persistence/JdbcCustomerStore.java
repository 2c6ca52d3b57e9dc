package dev.guildline.adapter.persistence;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.CustomerStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Customers of one transaction; what is saved reaches the database with {@link #flush}. */
final class JdbcCustomerStore implements CustomerStore {
    private static final String UPDATE =
            "update guildline.customer set channel = ?, address = ?, display_name = ?, locale = ?,"
                    + " public_place = ?, written_language = ? where id = ?";
    private static final String INSERT = "insert into guildline.customer (channel, address, display_name, locale,"
            + " public_place, written_language, id) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    private static final String FIND =
            "select id, channel, address, display_name, locale, public_place, written_language"
                    + " from guildline.customer where id = ?";

    private final Sql sql;
    /** Sorted: two transactions that lock the same rows in the same order cannot wait for each other in a circle. */
    private final Map<String, Customer> unsaved = new TreeMap<>();

    JdbcCustomerStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void save(Customer customer) {
        unsaved.put(customer.id().value(), customer);
    }

    @Override
    public Optional<Customer> find(CustomerId id) {
        Customer saved = unsaved.get(id.value());
        return saved != null ? Optional.of(saved) : sql.first(row -> read(row, "id"), FIND, id.value());
    }

    void flush() {
        List<Customer> left = new ArrayList<>(unsaved.values());
        unsaved.clear();
        // Most are known. A third round is for one that another transaction has inserted between the first two.
        for (String statement : List.of(UPDATE, INSERT, UPDATE)) {
            left = untouched(statement, left);
        }
    }

    private List<Customer> untouched(String statement, List<Customer> customers) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Customer customer : customers) {
            rows.add(new @Nullable Object[] {
                customer.address().channel().value(),
                customer.address().value(),
                customer.displayName(),
                customer.locale().toLanguageTag(),
                customer.publicPlace().map(ChannelAddress::value).orElse(null),
                customer.writtenLanguage().map(Locale::toLanguageTag).orElse(null),
                customer.id().value()
            });
        }
        int[] counts = sql.batch(() -> new IllegalStateException("customers cannot be kept"), statement, rows);
        List<Customer> missed = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                missed.add(customers.get(i));
            }
        }
        return missed;
    }

    /** Reads a customer from a row that holds one, under the usual column names but for the identity's. */
    static Customer read(Row row, String idColumn) throws SQLException {
        // A customer is one of a single channel: the public place is on the same one.
        ChannelId channel = new ChannelId(row.text("channel"));
        return new Customer(
                new CustomerId(row.text(idColumn)),
                new ChannelAddress(channel, row.text("address")),
                row.text("display_name"),
                Locale.forLanguageTag(row.text("locale")),
                row.textIfAny("public_place")
                        .map(place -> new ChannelAddress(channel, place))
                        .orElse(null),
                row.textIfAny("written_language").map(Locale::forLanguageTag).orElse(null));
    }
}
