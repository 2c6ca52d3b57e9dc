package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.Guildline;
import dev.guildline.core.GuildlineListener;
import dev.guildline.core.error.PortException;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.store.RelayLease.Standing;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.Side;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several processes on one PostgreSQL: here each is a {@link JdbcStores} with a pool of its own. */
class PostgresInstancesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void several_that_start_at_once_on_an_empty_database_all_start() {
        for (int round = 0; round < 3; round++) {
            PersistenceConfig config = Postgres.database();
            List<CompletableFuture<JdbcStores>> opened = IntStream.range(0, 4)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> JdbcStores.open(config), work -> new Thread(work).start()))
                    .toList();
            opened.forEach(one ->
                    one.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().close());
        }
    }

    @Test
    void what_one_signals_the_others_hear_and_itself_does_not() throws InterruptedException {
        PersistenceConfig config = Postgres.database();
        Semaphore heardByFirst = new Semaphore(0);
        Semaphore heardBySecond = new Semaphore(0);
        try (JdbcStores first = JdbcStores.open(config);
                JdbcStores second = JdbcStores.open(config)) {
            first.onSignal(heardByFirst::release);
            second.onSignal(heardBySecond::release);
            // Both have begun to listen.
            assertThat(heardByFirst.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(heardBySecond.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            first.inTransaction(tx -> {
                tx.lease().signal();
                return "done";
            });
            assertThat(heardBySecond.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            second.inTransaction(tx -> {
                tx.lease().signal();
                return "done";
            });
            assertThat(heardByFirst.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(heardByFirst.availablePermits()).isZero();
        }
    }

    @Test
    void one_that_is_silent_in_its_turn_loses_it() throws InterruptedException {
        PersistenceConfig config = Postgres.database();
        ExecutorService frozen = Executors.newSingleThreadExecutor();
        CountDownLatch hasTurn = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (JdbcStores first = JdbcStores.open(config);
                JdbcStores second = JdbcStores.open(config)) {
            CompletableFuture<Long> silent = CompletableFuture.supplyAsync(
                    () -> first.inTransaction(tx -> {
                        long taken = tx.lease().take("first", Duration.ofHours(1));
                        hasTurn.countDown();
                        awaitQuietly(goOn);
                        return taken;
                    }),
                    frozen);
            assertThat(hasTurn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

            Standing found = second.inTransaction(tx -> tx.lease().lock());

            assertThat(found.holder()).as("the server has undone it").isEmpty();
            goOn.countDown();
            assertThatThrownBy(silent::join).hasCauseInstanceOf(PortException.class);
        } finally {
            goOn.countDown();
            frozen.shutdown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void one_delivers_what_the_other_takes_until_it_closes() throws InterruptedException {
        PersistenceConfig config = Postgres.database();
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (JdbcStores storesOfFirst = JdbcStores.open(config);
                JdbcStores storesOfSecond = JdbcStores.open(config);
                Guildline first = guildline("first", storesOfFirst, threads, events);
                Guildline second = guildline("second", storesOfSecond, threads, events)) {
            first.start();
            assertThat(next(events)).isEqualTo("first is active");
            second.start();
            Talk mia = new Talk(second, new FakeChatChannel(), "Mia");
            second.conversations().customerWrote(mia.message("one"));
            assertThat(next(events)).isEqualTo("first told the customer");
            first.close();
            assertThat(next(events)).isEqualTo("second is active");
            second.conversations().customerWrote(mia.message("two"));
            assertThat(next(events)).isEqualTo("second told the customer");
        } finally {
            threads.shutdown();
        }
    }

    private static String next(BlockingQueue<String> events) throws InterruptedException {
        return String.valueOf(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private static Guildline guildline(
            String name, JdbcStores stores, ExecutorService threads, BlockingQueue<String> events) {
        return Guildline.builder()
                .instance(name)
                .store(stores)
                .channel(new FakeChatChannel())
                .executor(threads)
                .virtualAgent(turn -> new Answer("echo " + turn.text(), null))
                .listener(new GuildlineListener() {
                    @Override
                    public void activeChanged(boolean active) {
                        if (active) {
                            events.add(name + " is active");
                        }
                    }

                    @Override
                    public void deliveryEnded(Delivery delivery) {
                        if (delivery.side() == Side.CUSTOMER) {
                            events.add(name + " told the customer");
                        }
                    }
                })
                .build();
    }
}
