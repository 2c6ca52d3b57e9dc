package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.port.store.UnitOfWork;
import org.junit.jupiter.api.Test;

/** What every {@link dev.guildline.core.port.store.AdmissionStore} must do. */
public interface AdmissionStoreContract {
    /**
     * Where everything is kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private static Block block(String reason) {
        return new Block(new CustomerId(unique("customer")), reason, "ada", NOON, NOON.plusSeconds(60));
    }

    @Test
    default void a_block_is_found_until_it_is_lifted() {
        Block kept = block("spam");
        run(stores(), tx -> tx.admission().save(kept));

        run(stores(), tx -> assertThat(tx.admission().blockOf(kept.customer())).contains(kept));
        run(stores(), tx -> assertThat(tx.admission().lift(kept.customer())).isTrue());
        run(stores(), tx -> assertThat(tx.admission().blockOf(kept.customer())).isEmpty());
        run(stores(), tx -> assertThat(tx.admission().lift(kept.customer())).isFalse());
    }

    @Test
    default void a_later_block_of_the_same_customer_replaces_the_earlier_one() {
        Block earlier = block("spam");
        Block later = new Block(earlier.customer(), "insults", "ben", NOON.plusSeconds(5), null);
        run(stores(), tx -> tx.admission().save(earlier));
        run(stores(), tx -> tx.admission().save(later));

        run(stores(), tx -> {
            assertThat(tx.admission().blockOf(later.customer())).contains(later);
            assertThat(tx.admission().blocks(1000)).contains(later).doesNotContain(earlier);
        });
    }

    @Test
    default void the_newest_block_comes_first() {
        Block older = new Block(new CustomerId(unique("customer")), "spam", "ada", NOON, null);
        Block newer = new Block(new CustomerId(unique("customer")), "spam", "ada", NOON.plusSeconds(1), null);
        run(stores(), tx -> {
            tx.admission().save(older);
            tx.admission().save(newer);
        });

        run(stores(), tx -> assertThat(tx.admission().blocks(1000)).containsSubsequence(newer, older));
    }

    @Test
    default void there_is_one_pause_at_most() {
        Pause first = new Pause("servers are down", "ada", NOON);
        Pause second = new Pause("still down", "ben", NOON.plusSeconds(5));
        run(stores(), tx -> tx.admission().save(first));
        run(stores(), tx -> tx.admission().save(second));

        run(stores(), tx -> assertThat(tx.admission().pause()).contains(second));
        run(stores(), tx -> assertThat(tx.admission().endPause()).isTrue());
        run(stores(), tx -> assertThat(tx.admission().pause()).isEmpty());
        run(stores(), tx -> assertThat(tx.admission().endPause()).isFalse());
    }

    @Test
    default void what_a_failed_transaction_did_is_undone() {
        Block kept = block("spam");
        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.admission().save(kept);
                    tx.admission().save(new Pause("on purpose", "ada", NOON));
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        run(stores(), tx -> {
            assertThat(tx.admission().blockOf(kept.customer())).isEmpty();
            assertThat(tx.admission().pause()).isEmpty();
        });
    }
}
