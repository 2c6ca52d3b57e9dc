package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.customer;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.CustomerStore;
import dev.guildline.core.port.store.UnitOfWork;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What every {@link CustomerStore} must do. */
public interface CustomerStoreContract {
    /**
     * Where the customers are kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    @Test
    default void a_customer_is_found_as_saved() {
        Customer saved = customer();

        run(stores(), tx -> tx.customers().save(saved));

        run(stores(), tx -> assertThat(tx.customers().find(saved.id())).contains(saved));
    }

    @Test
    default void a_customer_never_seen_is_not_found() {
        run(stores(), tx -> assertThat(tx.customers().find(customer().id())).isEmpty());
    }

    @Test
    default void the_last_word_on_a_customer_counts() {
        Customer first = customer();
        Customer second = new Customer(
                first.id(),
                new ChannelAddress(first.address().channel(), "elsewhere"),
                "Another name",
                Locale.forLanguageTag("pt-BR"));
        Customer third = new Customer(first.id(), first.address(), "A third name", Locale.ENGLISH);

        run(stores(), tx -> tx.customers().save(first));
        run(stores(), tx -> {
            tx.customers().save(second);
            assertThat(tx.customers().find(first.id())).contains(second);
            tx.customers().save(third);
        });

        run(stores(), tx -> assertThat(tx.customers().find(first.id())).contains(third));
    }

    @Test
    default void the_public_place_is_kept_and_can_be_forgotten() {
        Customer first = customer();
        Customer met = new Customer(
                first.id(),
                first.address(),
                first.displayName(),
                first.locale(),
                new ChannelAddress(first.address().channel(), "square"));

        run(stores(), tx -> tx.customers().save(met));
        run(stores(), tx -> assertThat(tx.customers().find(first.id())).contains(met));
        run(stores(), tx -> tx.customers().save(first));

        run(stores(), tx -> assertThat(tx.customers().find(first.id())).contains(first));
    }

    @Test
    default void the_language_that_they_write_is_kept_and_can_be_forgotten() {
        Customer first = customer();
        Customer writing = new Customer(
                first.id(),
                first.address(),
                first.displayName(),
                first.locale(),
                null,
                Locale.forLanguageTag("zh-Hans"));

        run(stores(), tx -> tx.customers().save(writing));
        run(stores(), tx -> assertThat(tx.customers().find(first.id())).contains(writing));
        run(stores(), tx -> tx.customers().save(first));

        run(stores(), tx -> assertThat(tx.customers().find(first.id())).contains(first));
    }

    @Test
    default void the_longest_name_that_a_channel_can_send_is_kept() {
        Customer known = customer();
        Customer longNamed = new Customer(known.id(), known.address(), "長".repeat(1000), Locale.ROOT);

        run(stores(), tx -> tx.customers().save(longNamed));

        run(stores(), tx -> assertThat(tx.customers().find(known.id())).contains(longNamed));
    }

    @Test
    default void a_new_customer_seen_twice_at_once_is_kept_once() throws InterruptedException {
        Customer seen = customer();

        List<Object> ends = Simultaneously.run(4, () -> {
            run(stores(), tx -> tx.customers().save(seen));
            return "saved";
        });

        assertThat(ends).containsOnly("saved");
        run(stores(), tx -> assertThat(tx.customers().find(seen.id())).contains(seen));
    }
}
