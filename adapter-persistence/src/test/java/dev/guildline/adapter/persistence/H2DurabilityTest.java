package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an H2 file keeps, and what it is refused for. */
class H2DurabilityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    @TempDir
    private Path folder;

    private JdbcStores open() {
        return JdbcStores.open(new PersistenceConfig("jdbc:h2:" + folder.resolve("guildline"), "", ""));
    }

    @Test
    void a_reopened_file_has_forgotten_nothing() {
        Customer customer = new Customer(
                new CustomerId("discord:1"),
                new ChannelAddress(new ChannelId("discord"), "dm:1"),
                "Zoë",
                Locale.forLanguageTag("zh-TW"));
        Conversation begun = Conversation.begin(new ConversationId("c1"), customer, NOW);
        Message entry =
                new Message(begun.nextMessage(), Author.CUSTOMER, new MessageBody.Text("hello"), List.of(), null, NOW);
        InboxKey event = new InboxKey("discord.message", "1");
        ExternalRef name = new ExternalRef("m1");
        Delivery delivery;
        SupportCase opened;
        try (JdbcStores stores = open()) {
            delivery = stores.inTransaction(tx -> {
                tx.inbox().firstTime(event, NOW);
                tx.customers().save(customer);
                tx.conversations().add(begun);
                tx.journal().append(entry);
                tx.journal().named(entry.id(), Side.CUSTOMER, name);
                return tx.outbox()
                        .add(new NewDelivery(begun.id(), Side.CONTACT_CENTER, new Errand.RelayMessage(1), null), NOW);
            });
            opened = stores.inTransaction(tx -> tx.cases()
                    .open(new NewCase(CaseKind.BUG, customer, "It broke", "", List.of(), begun.id(), Map.of()), NOW));
        }

        try (JdbcStores stores = open()) {
            stores.inTransaction(tx -> {
                assertThat(tx.inbox().firstTime(event, NOW)).isFalse();
                assertThat(tx.customers().find(customer.id())).contains(customer);
                assertThat(tx.conversations().openOf(customer.id())).contains(begun);
                assertThat(tx.journal().read(begun.id(), 0)).containsExactly(entry);
                assertThat(tx.journal().byName(Side.CUSTOMER, name)).contains(entry);
                assertThat(tx.outbox().find(delivery.id())).contains(delivery);
                assertThat(tx.cases().find(opened.number())).contains(opened);
                return true;
            });
            Delivery next = stores.inTransaction(tx ->
                    tx.outbox().add(new NewDelivery(begun.id(), Side.CUSTOMER, new Errand.TakeTurn(), null), NOW));
            assertThat(next.id()).isGreaterThan(delivery.id());
        }
    }

    @Test
    void an_interrupt_of_a_working_thread_does_no_harm() {
        try (JdbcStores stores = open()) {
            for (int i = 0; i < 20; i++) {
                InboxKey key = new InboxKey("test", "event-" + i);
                Thread.currentThread().interrupt();
                try {
                    assertThat(stores.<Boolean>inTransaction(tx -> tx.inbox().firstTime(key, NOW)))
                            .isTrue();
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                } finally {
                    Thread.interrupted();
                }
            }
            assertThat(stores.health().check().ready()).isTrue();
        }
    }

    @Test
    void a_database_that_closed_itself_is_opened_again() {
        // H2's ordinary file system loses the file when its thread is interrupted: as good as a fault of the disk.
        PersistenceConfig config = new PersistenceConfig("jdbc:h2:nioMapped:" + folder.resolve("guildline"), "", "");
        try (JdbcStores stores = JdbcStores.open(config)) {
            InboxKey before = new InboxKey("test", "before");
            assertThat(stores.<Boolean>inTransaction(tx -> tx.inbox().firstTime(before, NOW)))
                    .isTrue();
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() ->
                                stores.inTransaction(tx -> tx.inbox().firstTime(new InboxKey("test", "broken"), NOW)))
                        .isInstanceOf(PortException.class);
            } finally {
                Thread.interrupted();
            }

            Boolean known = null;
            for (int attempt = 0; known == null && attempt < 20; attempt++) {
                try {
                    known = !stores.<Boolean>inTransaction(tx -> tx.inbox().firstTime(before, NOW));
                } catch (PortException.Retryable stillBroken) {
                    // The next attempt gets a fresh connection.
                }
            }
            assertThat(known).isTrue();
        }
    }

    @Test
    void a_data_source_that_would_lose_messages_is_refused() {
        JdbcDataSource lazy = new JdbcDataSource();
        lazy.setURL("jdbc:h2:" + folder.resolve("lazy") + ";MODE=PostgreSQL");
        lazy.setUser("sa");

        assertThatThrownBy(() -> JdbcStores.on(lazy))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("WRITE_DELAY=0");
    }

    @Test
    void a_data_source_in_another_mode_is_refused() {
        JdbcDataSource other = new JdbcDataSource();
        other.setURL("jdbc:h2:mem:other");
        other.setUser("sa");

        assertThatThrownBy(() -> JdbcStores.on(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("MODE=PostgreSQL");
    }

    @Test
    void a_fitting_data_source_is_used_and_left_open() throws SQLException {
        JdbcDataSource own = new JdbcDataSource();
        own.setURL("jdbc:h2:mem:own;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        own.setUser("sa");

        try (JdbcStores stores = JdbcStores.on(own)) {
            assertThat(stores.<Boolean>inTransaction(tx -> tx.inbox().firstTime(new InboxKey("test", "1"), NOW)))
                    .isTrue();
        }

        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("select * from guildline.inbox").next())
                    .isTrue();
            statement.execute("shutdown");
        }
    }

    @Test
    void a_second_process_on_the_same_file_is_refused() {
        try (JdbcStores stores = open()) {
            assertThat(stores.health().check().ready()).isTrue();
            // Another spelling of the file is another database to H2, as it is from another process.
            PersistenceConfig same = new PersistenceConfig("jdbc:h2:nioMapped:" + folder.resolve("guildline"), "", "");

            assertThatThrownBy(() -> JdbcStores.open(same))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("90020");
        }
    }
}
