package dev.guildline.testkit.contract;

import static dev.guildline.testkit.contract.StoreFixture.NOON;
import static dev.guildline.testkit.contract.StoreFixture.run;
import static dev.guildline.testkit.contract.StoreFixture.text;
import static dev.guildline.testkit.contract.StoreFixture.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every {@link UnitOfWork} must do. */
public interface UnitOfWorkContract {
    /**
     * Where everything is kept. May hold what earlier tests have left.
     *
     * @return the same during one test
     */
    UnitOfWork stores();

    /** One thing in each store, to be found again or not. */
    final class Trace {
        private final Conversation conversation = StoreFixture.conversation();
        private final Message entry = text(conversation, "hello");
        private final ExternalRef name = new ExternalRef(unique("name"));
        private final InboxKey event = new InboxKey("test", unique("event"));
        private Delivery delivery;
        private SupportCase opened;

        private void leave(Transaction tx) {
            assertThat(tx.inbox().firstTime(event, NOON)).isTrue();
            tx.customers().save(conversation.customer());
            tx.conversations().add(conversation);
            tx.journal().append(entry);
            tx.journal().named(entry.id(), Side.CUSTOMER, name);
            delivery = tx.outbox()
                    .add(
                            new NewDelivery(conversation.id(), Side.CONTACT_CENTER, new Errand.RelayMessage(1), null),
                            NOON);
            opened = tx.cases()
                    .open(
                            new NewCase(
                                    CaseKind.HELP,
                                    conversation.customer(),
                                    "subject",
                                    "",
                                    List.of(),
                                    conversation.id(),
                                    Map.of()),
                            NOON);
        }

        private void assertThere(Transaction tx) {
            assertThat(tx.customers().find(conversation.customer().id())).contains(conversation.customer());
            assertThat(tx.conversations().find(conversation.id())).contains(conversation);
            assertThat(tx.conversations().openOf(conversation.customer().id())).contains(conversation);
            assertThat(tx.journal().find(entry.id())).contains(entry);
            assertThat(tx.journal().byName(Side.CUSTOMER, name)).contains(entry);
            assertThat(tx.outbox().find(delivery.id())).contains(delivery);
            assertThat(tx.cases().find(opened.number())).contains(opened);
        }

        private void assertNowhere(Transaction tx) {
            assertThat(tx.customers().find(conversation.customer().id())).isEmpty();
            assertThat(tx.conversations().find(conversation.id())).isEmpty();
            assertThat(tx.conversations().openOf(conversation.customer().id())).isEmpty();
            assertThat(tx.journal().find(entry.id())).isEmpty();
            assertThat(tx.journal().read(conversation.id(), 0)).isEmpty();
            assertThat(tx.journal().nameOf(entry.id(), Side.CUSTOMER)).isEmpty();
            assertThat(tx.journal().byName(Side.CUSTOMER, name)).isEmpty();
            assertThat(tx.outbox().find(delivery.id())).isEmpty();
            assertThat(tx.cases().find(opened.number())).isEmpty();
            assertThat(tx.cases().search(CaseQuery.of(conversation.customer().id())))
                    .isEmpty();
        }

        private void assertGone(Transaction tx) {
            assertNowhere(tx);
            assertThat(tx.inbox().firstTime(event, NOON)).isTrue();
        }
    }

    @Test
    default void the_result_of_the_work_is_returned() {
        assertThat(stores().<String>inTransaction(tx -> "done")).isEqualTo("done");
    }

    @Test
    default void a_transaction_sees_what_it_wrote_itself() {
        Trace trace = new Trace();

        run(stores(), tx -> {
            trace.leave(tx);
            trace.assertThere(tx);
            assertThat(tx.inbox().firstTime(trace.event, NOON)).isFalse();
        });
    }

    @Test
    default void a_commit_is_seen_by_the_next_transaction() {
        Trace trace = new Trace();

        run(stores(), trace::leave);

        run(stores(), tx -> {
            trace.assertThere(tx);
            assertThat(tx.inbox().firstTime(trace.event, NOON)).isFalse();
        });
    }

    @Test
    default void an_exception_undoes_everything_and_passes_through() {
        Trace trace = new Trace();
        IllegalArgumentException thrown = new IllegalArgumentException("on purpose");

        assertThatThrownBy(() -> run(stores(), tx -> {
                    trace.leave(tx);
                    throw thrown;
                }))
                .isSameAs(thrown);

        run(stores(), trace::assertGone);
    }

    @Test
    default void an_exception_undoes_changes_of_what_was_there_before() {
        Conversation before = StoreFixture.kept(stores());
        Conversation after = before.appended(NOON.plusSeconds(5)).withRating(3);

        assertThatThrownBy(() -> run(stores(), tx -> {
                    tx.conversations().save(after);
                    assertThat(tx.conversations().find(before.id())).contains(after);
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        run(stores(), tx -> assertThat(tx.conversations().find(before.id())).contains(before));
    }

    @Test
    default void an_error_undoes_everything_too() {
        Trace trace = new Trace();

        assertThatThrownBy(() -> run(stores(), tx -> {
                    trace.leave(tx);
                    throw new AssertionError("on purpose");
                }))
                .isInstanceOf(AssertionError.class);

        run(stores(), trace::assertGone);
    }

    @Test
    default void a_transaction_gives_the_same_store_every_time() {
        run(stores(), tx -> {
            assertThat(tx.conversations()).isSameAs(tx.conversations());
            assertThat(tx.customers()).isSameAs(tx.customers());
            assertThat(tx.journal()).isSameAs(tx.journal());
            assertThat(tx.outbox()).isSameAs(tx.outbox());
            assertThat(tx.inbox()).isSameAs(tx.inbox());
            assertThat(tx.cases()).isSameAs(tx.cases());
        });
    }

    @Test
    default void what_is_not_committed_is_not_seen_by_others() throws InterruptedException {
        Trace trace = new Trace();
        CompletableFuture<Void> reader = new CompletableFuture<>();

        assertThatThrownBy(() -> run(stores(), tx -> {
                    trace.leave(tx);
                    new Thread(() -> {
                                try {
                                    run(stores(), trace::assertNowhere);
                                    reader.complete(null);
                                } catch (Throwable e) {
                                    reader.completeExceptionally(e);
                                }
                            })
                            .start();
                    // One that lets nobody in meanwhile is as good: its reader comes in after the end.
                    assertThat(reader.handle((done, failed) -> true)
                                    .completeOnTimeout(true, 300, TimeUnit.MILLISECONDS))
                            .succeedsWithin(Duration.ofSeconds(30));
                    throw new IllegalArgumentException("on purpose");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(reader).succeedsWithin(Duration.ofSeconds(30));
    }

    @Test
    default void many_threads_may_work_at_once() throws InterruptedException {
        List<Object> ends = Simultaneously.run(8, () -> {
            for (int i = 0; i < 20; i++) {
                Trace trace = new Trace();
                run(stores(), trace::leave);
                run(stores(), trace::assertThere);
            }
            return "done";
        });

        assertThat(ends).containsOnly("done");
    }
}
