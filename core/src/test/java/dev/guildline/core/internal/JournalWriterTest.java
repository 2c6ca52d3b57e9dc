package dev.guildline.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.testkit.fake.ManualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
    private final AtomicInteger transactions = new AtomicInteger();
    private final InMemoryStores stores = new InMemoryStores();
    private final UnitOfWork counting = new UnitOfWork() {
        @Override
        public <T> T inTransaction(Function<Transaction, T> work) {
            transactions.incrementAndGet();
            return stores.inTransaction(work);
        }
    };
    private final Leadership alone = new Leadership("alone", stores, new ManualClock());
    private final Queue<Runnable> later = new ArrayDeque<>();

    @Test
    void what_queued_up_is_committed_together_and_in_order() {
        List<String> committed = new ArrayList<>();
        JournalWriter writer = new JournalWriter(
                counting,
                new ManualClock(),
                later::add,
                alone,
                steps -> steps.forEach(step -> step.following().forEach(Runnable::run)),
                new NoDoubt());
        List<CompletableFuture<Boolean>> done = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            InboxKey key = new InboxKey("test", "" + i);
            done.add(writer.write(step -> {
                        step.afterCommit(() -> committed.add(key.id()));
                        return step.tx().inbox().firstTime(key, step.now());
                    })
                    .toCompletableFuture());
        }
        later.remove().run();

        assertThat(done).allMatch(CompletableFuture::join);
        assertThat(committed).hasSize(100).isSortedAccordingTo(Comparator.comparingInt(Integer::parseInt));
        assertThat(transactions).hasValue(1);
        assertThat(later).isEmpty();
    }

    @Test
    void one_that_fails_does_not_take_its_neighbours_with_it() {
        JournalWriter writer =
                new JournalWriter(counting, new ManualClock(), later::add, alone, steps -> {}, new NoDoubt());
        InboxKey key = new InboxKey("test", "good");
        CompletableFuture<Boolean> good = writer.write(step -> step.tx().inbox().firstTime(key, step.now()))
                .toCompletableFuture();
        CompletableFuture<Boolean> bad = writer.<Boolean>write(step -> {
                    step.tx().inbox().firstTime(new InboxKey("test", "bad"), step.now());
                    throw new IllegalStateException("a fault of ours");
                })
                .toCompletableFuture();
        later.remove().run();

        assertThat(good.join()).isTrue();
        assertThat(bad).isCompletedExceptionally();
        assertThat(stores.<Boolean>inTransaction(
                        tx -> tx.inbox().firstTime(new InboxKey("test", "bad"), new ManualClock().instant())))
                .as("what the failed one did is undone")
                .isTrue();
    }

    @Test
    void an_unclear_commit_is_not_repeated() {
        UnitOfWork unclear = new UnitOfWork() {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                stores.inTransaction(work);
                throw new PortException.OutcomeUnknown("connection lost while committing", null);
            }
        };
        AtomicInteger runs = new AtomicInteger();
        JournalWriter writer =
                new JournalWriter(unclear, new ManualClock(), Runnable::run, alone, steps -> {}, new NoDoubt());
        CompletableFuture<Integer> told =
                writer.write(step -> runs.incrementAndGet()).toCompletableFuture();

        assertThat(told).isCompletedExceptionally();
        assertThat(runs).hasValue(1);
    }

    @Test
    void after_an_unclear_commit_nothing_is_written_before_the_store_was_looked_into() {
        AtomicInteger unclear = new AtomicInteger(1);
        UnitOfWork store = new UnitOfWork() {
            @Override
            public <T> T inTransaction(Function<Transaction, T> work) {
                T result = stores.inTransaction(work);
                if (unclear.getAndDecrement() > 0) {
                    throw new PortException.OutcomeUnknown("connection lost while committing", null);
                }
                return result;
            }
        };
        List<String> order = new ArrayList<>();
        JournalWriter writer = new JournalWriter(
                store, new ManualClock(), Runnable::run, alone, steps -> {}, new JournalWriter.Doubt() {
                    @Override
                    public void arises() {
                        order.add("doubt");
                    }

                    @Override
                    public void isResolved(Step step) {
                        order.add("look");
                    }
                });
        writer.write(step -> order.add("first"));
        writer.write(step -> order.add("second"));
        writer.write(step -> order.add("third"));

        assertThat(order).containsExactly("first", "doubt", "look", "second", "third");
    }

    private static final class NoDoubt implements JournalWriter.Doubt {
        @Override
        public void arises() {}

        @Override
        public void isResolved(Step step) {}
    }
}
