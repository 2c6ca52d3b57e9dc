package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.Guildline;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.CountsBacklog;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.ManualClock;
import dev.guildline.testkit.fixture.Talk;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looking at the metrics costs the store one question now and then, and nobody waits for it. */
@Timeout(60)
class MetricsCostTest {
    private static final int LANES = 3_000;

    private final ManualClock clock = new ManualClock();
    private final InMemoryStores kept = new InMemoryStores();
    private final AtomicInteger transactions = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private volatile CountDownLatch answers = new CountDownLatch(0);

    /** Counts what is asked of the store, and answers late where a test wants it. */
    private final class Watched implements UnitOfWork, CountsBacklog {
        @Override
        public <T> T inTransaction(Function<Transaction, T> work) {
            transactions.incrementAndGet();
            return kept.inTransaction(work);
        }

        @Override
        public Backlog backlog(Instant now) {
            counted.incrementAndGet();
            try {
                if (!answers.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the test has forgotten about it");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException("closed", e);
            }
            return kept.backlog(now);
        }
    }

    private final Watched store = new Watched();
    private final FakeChatChannel channel = new FakeChatChannel();
    private Metrics metrics = new Metrics(clock);
    private Guildline guildline = begun(Duration.ofSeconds(30));

    private Guildline begun(Duration patience) {
        metrics = new Metrics(clock, patience);
        Guildline begun = Guildline.builder()
                .store(store)
                .clock(clock)
                .channel(channel)
                .listener(metrics.listener())
                .build();
        metrics.watch(begun.operations()::figures);
        metrics.watch(store);
        Talk.done(begun.operations().resume());
        return begun;
    }

    @AfterEach
    void stop() {
        answers.countDown();
        guildline.close();
        metrics.close();
    }

    private PrometheusText look() {
        return PrometheusText.read(metrics.shown(null).body());
    }

    @Test
    void thousands_of_conversations_that_wait_cost_one_question_in_five_seconds() {
        channel.hold();
        for (int i = 0; i < LANES; i++) {
            new Talk(guildline, channel, "customer" + i).writes("Hello");
        }
        transactions.set(0);

        for (int i = 0; i < 10; i++) {
            PrometheusText shown = look();
            assertThat(shown.sum("guildline_relay_pending_deliveries", "side=customer"))
                    .isEqualTo(LANES);
            assertThat(shown.sum("guildline_relay_deliveries_under_way")).isEqualTo(LANES);
            assertThat(shown.sum("guildline_backlog_deliveries", "state=pending"))
                    .isEqualTo(LANES);
        }

        assertThat(counted).as("questions to the store").hasValue(1);
        assertThat(transactions).as("transactions of the relay's").hasValue(0);
        clock.advance(Remembered.FRESH);
        look();
        assertThat(counted).hasValue(2);
    }

    @Test
    void a_store_that_does_not_answer_holds_up_neither_the_page_nor_the_relay() {
        guildline = begun(Duration.ofMillis(20));
        answers = new CountDownLatch(1);
        for (int i = 0; i < 5; i++) {
            PrometheusText shown = look();
            assertThat(shown.sum("guildline_relay_active")).isEqualTo(1);
            assertThat(shown.sum("guildline_backlog_age_seconds")).isInfinite();
            assertThat(shown.has("guildline_backlog_deliveries")).isFalse();
        }
        assertThat(counted.get())
                .as("nobody asks again before there is an answer")
                .isLessThanOrEqualTo(1);

        new Talk(guildline, channel, "Mia").writes("Hello");
        assertThat(channel.textsShownTo("mia")).as("the relay goes on").isNotEmpty();
        assertThat(look().sum("guildline_deliveries_ended_total", "side=customer"))
                .isEqualTo(1);
    }

    @Test
    void what_was_asked_long_ago_is_left_out() {
        guildline = begun(Duration.ofMillis(20));
        for (int i = 0; i < 1_000 && !look().has("guildline_open_conversations"); i++) {
            assertThat(counted.get()).isLessThanOrEqualTo(1);
        }
        answers = new CountDownLatch(1);
        clock.advance(Remembered.TOO_OLD);
        PrometheusText late = look();
        assertThat(late.has("guildline_open_conversations")).isTrue();
        assertThat(late.sum("guildline_backlog_age_seconds")).isEqualTo(60);
        clock.advance(Remembered.FRESH);

        PrometheusText tooLate = look();
        assertThat(tooLate.has("guildline_open_conversations")).isFalse();
        assertThat(tooLate.sum("guildline_backlog_age_seconds")).isEqualTo(65);
    }
}
