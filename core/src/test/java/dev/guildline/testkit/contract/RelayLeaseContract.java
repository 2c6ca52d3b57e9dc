package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.port.store.RelayLease.Standing;
import dev.guildline.core.port.store.UnitOfWork;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the lease of every store must do. Its time is the store's own, so nothing here waits for an end. */
public interface RelayLeaseContract {
    /**
     * Where everything is kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private Standing look() {
        return stores().inTransaction(tx -> tx.lease().look());
    }

    @Test
    default void whoever_takes_the_lease_has_it_under_the_next_epoch() {
        long before = look().epoch();

        long taken = stores().<Long>inTransaction(tx -> tx.lease().take("ada", Duration.ofHours(1)));

        assertThat(taken).isEqualTo(before + 1);
        assertThat(look().epoch()).isEqualTo(taken);
        assertThat(look().holder()).isEqualTo("ada");
        assertThat(look().isOver()).isFalse();
        assertThat(stores().<Standing>inTransaction(tx -> tx.lease().lock())).isEqualTo(look());
    }

    @Test
    default void a_released_lease_is_over_and_keeps_its_epoch() {
        long taken = stores().<Long>inTransaction(tx -> tx.lease().take("ada", Duration.ofHours(1)));

        run(stores(), tx -> tx.lease().release());

        assertThat(look().isOver()).isTrue();
        assertThat(look().epoch()).isEqualTo(taken);
    }

    @Test
    default void a_lease_ends_by_itself_unless_it_is_prolonged() {
        run(stores(), tx -> tx.lease().take("ada", Duration.ZERO));
        assertThat(look().isOver()).isTrue();

        run(stores(), tx -> tx.lease().prolong(Duration.ofHours(1)));
        assertThat(look().isOver()).isFalse();
    }

    @Test
    default void outside_changes_are_counted_and_change_nothing_else() {
        run(stores(), tx -> tx.lease().take("ada", Duration.ofHours(1)));
        Standing before = look();

        run(stores(), tx -> tx.lease().changedOutside());

        assertThat(look()).isEqualTo(new Standing(before.epoch(), "ada", false, before.outsideChanges() + 1));
    }

    @Test
    default void what_a_failed_transaction_did_to_the_lease_is_undone() {
        run(stores(), tx -> tx.lease().take("ada", Duration.ofHours(1)));
        Standing before = look();

        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.lease().take("ben", Duration.ofHours(1));
                    tx.lease().changedOutside();
                    tx.lease().release();
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(look()).isEqualTo(before);
    }

    @Test
    default void those_who_take_turns_never_lose_a_change() throws InterruptedException {
        long before = look().outsideChanges();

        Simultaneously.run(8, () -> {
            for (int i = 0; i < 20; i++) {
                run(stores(), tx -> {
                    tx.lease().lock();
                    tx.lease().changedOutside();
                });
            }
            return "done";
        });

        assertThat(look().outsideChanges()).isEqualTo(before + 160);
    }
}
