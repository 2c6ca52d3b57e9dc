package dev.guildline.adapter.persistence;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.ConversationKey;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fake.FakeContactCenter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to delete what is left of many old conversations, and what a message costs meanwhile. Outside of the
 * test run; {@code docs/operations.md} has the command and the figures.
 */
class RetentionBench {
    private static final int OLD = 100_000;
    private static final int MEASURED = 4_000;
    private static final int CUSTOMERS = 200;
    private static final Retention WEEK = new Retention(Duration.ofDays(7), Duration.ofDays(7), Duration.ofDays(7));

    /** Copies of the conversation of customer 0, each changed last at a moment of its own, a year ago. */
    private static final List<String> COPIES = List.of(
            "insert into guildline.conversation (id, customer_id, channel, address, display_name,"
                    + " locale, status, state, epoch, last_sequence, answered_through, abstentions, contact_ref,"
                    + " contact_details, informed_through, rating, opened_at, updated_at) select 'old-' || x,"
                    + " customer_id, channel, address, display_name, locale, status, state, epoch, last_sequence,"
                    + " answered_through, abstentions, 'CH' || x, contact_details, informed_through, rating,"
                    + " opened_at - interval '365' day + x * interval '1' second,"
                    + " updated_at - interval '365' day + x * interval '1' second"
                    + " from guildline.conversation, %s where id = '%s'",
            "insert into guildline.message (conversation_id, sequence, author, body, said_at) select 'old-' || x,"
                    + " sequence, author, body, said_at - interval '365' day from guildline.message, %s"
                    + " where conversation_id = '%s'",
            "insert into guildline.message_name (conversation_id, sequence, side, ref) select 'old-' || x, sequence,"
                    + " side, ref || '-' || x from guildline.message_name, %s where conversation_id = '%s'",
            "insert into guildline.delivery (id, conversation_id, side, errand, only_in_epoch, state, attempts,"
                    + " first_attempt_at, note, missed, created_at) select -x * 100 - id, 'old-' || x, side, errand,"
                    + " only_in_epoch, state, attempts, first_attempt_at, note, missed, created_at"
                    + " from guildline.delivery, %s where conversation_id = '%s'",
            "insert into guildline.inbox (source, event, seen_at) select 'old', 'e-' || x || '-' || sequence,"
                    + " said_at - interval '365' day + x * interval '1' second from guildline.message, %s"
                    + " where conversation_id = '%s'");

    @TempDir
    private Path folder;

    private int events;

    @Test
    void h2() {
        run(
                "H2 file",
                new PersistenceConfig("jdbc:h2:" + folder.resolve("bench"), "", ""),
                "system_range(1, " + OLD + ") as s(x)");
    }

    @Test
    void postgresql() throws IOException {
        try (EmbeddedPostgres durable = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            String url = "jdbc:postgresql://localhost:" + durable.getPort() + "/postgres";
            run(
                    "PostgreSQL",
                    new PersistenceConfig(url, "postgres", "postgres"),
                    "generate_series(1, " + OLD + ") as s(x)");
        }
    }

    private void run(String name, PersistenceConfig config, String series) {
        AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
        ExecutorService workers = Executors.newFixedThreadPool(4);
        try (JdbcStores stores = JdbcStores.open(config);
                Guildline guildline = Guildline.builder()
                        .channel(new FakeChatChannel())
                        .contactCenter(new FakeContactCenter(false))
                        .store(stores)
                        .executor(workers)
                        .retention(WEEK)
                        .clock(() -> Instant.now().plus(ahead.get()))
                        .build()) {
            guildline.start();
            fill(stores, guildline, series);
            measure(guildline, MEASURED); // warms up
            report(name, "before", measure(guildline, MEASURED));
            long begun = System.nanoTime();
            ahead.set(Duration.ofMinutes(6));
            long[] meanwhile = new long[0];
            while (isLeft(stores)) {
                meanwhile = joined(meanwhile, measure(guildline, 200));
            }
            System.out.printf(
                    Locale.ROOT,
                    "BENCH %s: %,d old conversations are gone after %d s%n",
                    name,
                    OLD,
                    (System.nanoTime() - begun) / 1_000_000_000);
            report(name, "meanwhile", meanwhile);
            report(name, "after", measure(guildline, MEASURED));
        } finally {
            workers.shutdown();
        }
    }

    private void fill(JdbcStores stores, Guildline guildline, String series) {
        ConversationKey first = ConversationKey.of(write(guildline, 0).message().conversation());
        for (int i = 0; i < 3; i++) {
            write(guildline, 0);
        }
        guildline
                .conversations()
                .close(first, CloseReason.STAFF_ENDED)
                .toCompletableFuture()
                .join();
        ConversationId over = ((ConversationKey.Own) first).id();
        while (guildline.operations().deliveriesOf(over).toCompletableFuture().join().stream()
                .anyMatch(delivery -> delivery.state() == DeliveryState.PENDING)) {
            Thread.onSpinWait();
        }
        String id = over.value();
        for (String copy : COPIES) {
            int rows = stores.run(true, sql -> sql.update(copy.formatted(series, id)));
            System.out.printf(Locale.ROOT, "BENCH %,d rows: %s%n", rows, copy.substring(0, 34));
        }
        stores.run(true, sql -> sql.update("analyze"));
    }

    private static boolean isLeft(JdbcStores stores) {
        return stores.run(
                false,
                sql -> sql.first(
                                row -> row.text("source"),
                                "select source from guildline.inbox where source = 'old' fetch first 1 rows only")
                        .isPresent());
    }

    private MessageOutcome.Accepted write(Guildline guildline, int customer) {
        String event = "e" + events++;
        CustomerSeen seen = new CustomerSeen(
                new CustomerId("fake:" + customer), FakeChatChannel.address("c" + customer), "C" + customer, null);
        CustomerMessage message = new CustomerMessage(
                new InboxKey("bench", event),
                seen,
                "A sentence of an ordinary length, as people write them in a chat.",
                List.of(),
                new ExternalRef(event),
                null);
        return (MessageOutcome.Accepted) guildline
                .conversations()
                .customerWrote(message)
                .toCompletableFuture()
                .join();
    }

    /** One message after another, as long as each takes to be kept. */
    private long[] measure(Guildline guildline, int messages) {
        long[] micros = new long[messages];
        for (int i = 0; i < messages; i++) {
            long before = System.nanoTime();
            write(guildline, 1 + events % CUSTOMERS);
            micros[i] = (System.nanoTime() - before) / 1_000;
        }
        return micros;
    }

    private static long[] joined(long[] one, long[] other) {
        long[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static void report(String name, String when, long[] micros) {
        long[] sorted = micros.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "BENCH %s, %s: %,d messages, kept after %.2f ms on average, p50 %.2f, p99 %.2f, max %.1f%n",
                name,
                when,
                sorted.length,
                Arrays.stream(sorted).average().orElse(0) / 1_000,
                sorted[sorted.length / 2] / 1_000.0,
                sorted[sorted.length * 99 / 100] / 1_000.0,
                sorted[sorted.length - 1] / 1_000.0);
    }
}
