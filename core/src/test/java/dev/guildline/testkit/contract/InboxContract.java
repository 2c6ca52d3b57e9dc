package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.InboxKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Inbox} must do. */
public interface InboxContract {
    /**
     * Where the events are kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    private boolean firstTime(InboxKey key) {
        return stores().inTransaction(tx -> tx.inbox().firstTime(key, NOON));
    }

    @Test
    default void an_event_is_new_once() {
        InboxKey key = new InboxKey("discord.message", unique("event"));

        assertThat(firstTime(key)).isTrue();
        assertThat(firstTime(key)).isFalse();
        assertThat(firstTime(key)).isFalse();
    }

    @Test
    default void the_same_id_from_another_source_is_another_event() {
        String id = unique("event");

        assertThat(firstTime(new InboxKey("discord.message", id))).isTrue();
        assertThat(firstTime(new InboxKey("twilio.message", id))).isTrue();
    }

    @Test
    default void letter_case_tells_events_apart() {
        String id = unique("event");

        assertThat(firstTime(new InboxKey("discord.message", id))).isTrue();
        assertThat(firstTime(new InboxKey("discord.message", id.toUpperCase(java.util.Locale.ROOT))))
                .isTrue();
    }

    @Test
    default void a_known_event_does_not_spoil_its_transaction() {
        InboxKey known = new InboxKey("discord.message", unique("event"));
        InboxKey fresh = new InboxKey("discord.message", unique("event"));
        firstTime(known);

        run(stores(), tx -> {
            assertThat(tx.inbox().firstTime(known, NOON)).isFalse();
            assertThat(tx.inbox().firstTime(fresh, NOON)).isTrue();
        });

        assertThat(firstTime(fresh)).isFalse();
    }

    @Test
    default void an_event_whose_transaction_failed_is_new_again() {
        InboxKey key = new InboxKey("discord.message", unique("event"));

        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.inbox().firstTime(key, NOON);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(firstTime(key)).isTrue();
    }

    @Test
    default void of_many_that_bring_the_same_event_at_once_one_is_first() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            InboxKey key = new InboxKey("discord.message", unique("event"));

            List<Object> ends = Simultaneously.run(4, () -> firstTime(key));

            assertThat(ends).containsExactlyInAnyOrder(true, false, false, false);
        }
    }
}
