package dev.guildline.adapter.persistence;

import com.sun.management.OperatingSystemMXBean;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a relayed message costs in the database, few and many conversations in it. Outside of the test run (its name does
 * not end in Test); {@code docs/operations.md} has the command and the figures.
 */
class StoresBench {
    private static final int[] SIZES = {1_000, 1_000_000};
    private static final int MEASURED = 3_200;
    /** How many conversations are copied in one transaction. */
    private static final int COPIED = 50_000;

    private static final Random RANDOM = new Random(1);

    private static final List<String> COPIES = List.of(
            "insert into guildline.customer (id, channel, address, display_name, locale, public_place)"
                    + " select 'discord:' || x, channel, 'dm:' || x, display_name, locale, public_place"
                    + " from guildline.customer, %s where id = 'discord:0'",
            "insert into guildline.conversation (id, customer_id, open_customer_id, channel, address, display_name,"
                    + " locale, public_place, status, state, epoch, last_sequence, answered_through, abstentions,"
                    + " contact_ref, contact_details, informed_through, case_kind, case_number, rating, opened_at,"
                    + " updated_at) select 'conversation-' || x, 'discord:' || x, 'discord:' || x, channel, 'dm:' || x,"
                    + " display_name, locale, public_place, status, state, epoch, last_sequence, answered_through,"
                    + " abstentions, 'CH' || x, contact_details, informed_through, case_kind, case_number, rating,"
                    + " opened_at, updated_at from guildline.conversation, %s where id = 'conversation-0'",
            "insert into guildline.message (conversation_id, sequence, author, agent_id, agent_name, body, attachments,"
                    + " reply_to, said_at) select 'conversation-' || x, sequence, author, agent_id, agent_name, body,"
                    + " attachments, reply_to, said_at from guildline.message, %s"
                    + " where conversation_id = 'conversation-0' and sequence = 1",
            "insert into guildline.message_name (conversation_id, sequence, side, ref)"
                    + " select 'conversation-' || x, sequence, side, ref || '-copy-' || x from guildline.message_name, %s"
                    + " where conversation_id = 'conversation-0' and sequence = 1",
            "insert into guildline.delivery (id, conversation_id, side, errand, only_in_epoch, state, attempts,"
                    + " first_attempt_at, note, missed, created_at) select -x * 10 - id, 'conversation-' || x, side, errand,"
                    + " only_in_epoch, state, attempts, first_attempt_at, note, missed, created_at"
                    + " from guildline.delivery, %s where conversation_id = 'conversation-0' and id > 0 and id < 10",
            "insert into guildline.inbox (source, event, seen_at) select source, 'copy-' || x, seen_at"
                    + " from guildline.inbox, %s where source = 'bench' and event = '0'");

    private static final OperatingSystemMXBean CPU =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @TempDir
    private Path folder;

    private int events;

    @Test
    void h2() {
        run(
                "H2 file",
                new PersistenceConfig("jdbc:h2:" + folder.resolve("bench"), "", ""),
                "system_range(%d, %d) as s(x)");
    }

    @Test
    void postgresql() throws IOException {
        // The library's defaults trade durability for speed.
        try (EmbeddedPostgres durable = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start()) {
            String url = "jdbc:postgresql://localhost:" + durable.getPort() + "/postgres";
            run("PostgreSQL", new PersistenceConfig(url, "postgres", "postgres"), "generate_series(%d, %d) as s(x)");
        }
    }

    private void run(String name, PersistenceConfig config, String series) {
        try (JdbcStores stores = JdbcStores.open(config)) {
            int filled = 0;
            for (int size : SIZES) {
                fill(stores, series, filled, size);
                filled = size;
                measure(stores, size, 1, MEASURED); // warms up
                for (int group : new int[] {1, 32}) {
                    long before = System.nanoTime();
                    long cpuBefore = CPU.getProcessCpuTime();
                    measure(stores, size, group, MEASURED);
                    long micros = (System.nanoTime() - before) / 1_000 / MEASURED;
                    long cpuMicros = (CPU.getProcessCpuTime() - cpuBefore) / 1_000 / MEASURED;
                    System.out.printf(
                            Locale.ROOT,
                            "BENCH %s, %,d conversations, %d message(s) per commit: %d us per message, %d us of our CPU%n",
                            name,
                            size,
                            group,
                            micros,
                            cpuMicros);
                }
                long before = System.nanoTime();
                stores.inTransaction(tx -> tx.outbox()
                        .list(DeliveryState.PENDING, new DeliveryId(0), 100)
                        .size());
                System.out.printf(
                        Locale.ROOT,
                        "BENCH %s, %,d conversations: first 100 pending deliveries in %d us%n",
                        name,
                        size,
                        (System.nanoTime() - before) / 1_000);
            }
        }
    }

    /** One conversation is begun as in life; the others are copies of its rows. */
    private void fill(JdbcStores stores, String series, int from, int to) {
        if (from == 0) {
            stores.inTransaction(tx -> {
                begin(tx, 0);
                return settle(tx, write(tx, new CustomerId("discord:0")));
            });
        }
        for (int start = Math.max(1, from); start < to; start += COPIED) {
            String numbers = String.format(series, start, Math.min(start + COPIED, to) - 1);
            stores.run(
                    true,
                    sql -> COPIES.stream()
                            .mapToInt(copy -> sql.update(copy.formatted(numbers)))
                            .sum());
        }
        stores.run(true, sql -> sql.update("analyze"));
    }

    private static Conversation begin(Transaction tx, int number) {
        Customer customer = new Customer(
                new CustomerId("discord:" + number),
                new ChannelAddress(new ChannelId("discord"), "dm:" + number),
                "Customer " + number,
                Locale.ENGLISH);
        Conversation begun = Conversation.begin(new ConversationId("conversation-" + number), customer, now());
        tx.customers().save(customer);
        tx.conversations().add(begun);
        return begun;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private record Written(Conversation conversation, Message entry, List<Delivery> deliveries) {}

    /** What core does when a customer writes. */
    private Written write(Transaction tx, CustomerId customer) {
        tx.inbox().firstTime(new InboxKey("bench", Integer.toString(events++)), now());
        tx.customers().find(customer);
        Conversation conversation = tx.conversations().openOf(customer).orElseThrow();
        Message entry = new Message(
                conversation.nextMessage(),
                Author.CUSTOMER,
                new MessageBody.Text("A sentence of an ordinary length, as people write them in a chat."),
                List.of(),
                null,
                now());
        tx.journal().append(entry);
        tx.journal().named(entry.id(), Side.CUSTOMER, new ExternalRef("discord-" + events));
        Conversation longer = conversation.appended(now());
        tx.conversations().save(longer);
        List<Delivery> deliveries = new ArrayList<>();
        for (Errand errand : List.of(new Errand.RelayMessage(entry.id().sequence()), new Errand.TakeTurn())) {
            Side side = errand instanceof Errand.TakeTurn ? Side.VIRTUAL_AGENT : Side.CONTACT_CENTER;
            deliveries.add(tx.outbox().add(new NewDelivery(conversation.id(), side, errand, null), now()));
        }
        return new Written(longer, entry, deliveries);
    }

    /** What core does when both deliveries are made. */
    private Conversation settle(Transaction tx, Written written) {
        for (Delivery delivery : written.deliveries()) {
            tx.outbox().save(delivery.attempted(now()).settled(DeliveryState.DELIVERED, ""));
        }
        tx.journal().named(written.entry().id(), Side.CONTACT_CENTER, new ExternalRef("IM" + events));
        return written.conversation();
    }

    /** Two transactions for each group, as in life. */
    private void measure(JdbcStores stores, int size, int group, int messages) {
        for (int done = 0; done < messages; done += group) {
            int offset = RANDOM.nextInt(size);
            List<Written> written = stores.inTransaction(tx -> {
                List<Written> all = new ArrayList<>();
                for (int i = 0; i < group; i++) {
                    all.add(write(tx, new CustomerId("discord:" + (offset + 7 * i) % size)));
                }
                return all;
            });
            stores.inTransaction(tx -> {
                written.forEach(one -> settle(tx, one));
                return true;
            });
        }
    }
}
