package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AttachmentKey;
import dev.guildline.core.port.store.RetentionStore.Mark;
import dev.guildline.core.port.store.RetentionStore.Stage;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.InboxKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What an earlier version has kept, taken over by this one. */
class UpgradeTest {
    private static final ConversationId TALK = new ConversationId("talk-1");
    private static final Instant LONG_AGO = Instant.parse("2025-01-02T03:04:05Z");

    /** As the version before retention has written it. */
    private static final List<String> ROWS = List.of(
            "insert into guildline.customer (id, channel, address, display_name, locale)"
                    + " values ('discord:1', 'discord', 'user/1', 'Amy', 'en')",
            "insert into guildline.conversation (id, customer_id, channel, address, display_name, locale, status, state,"
                    + " epoch, last_sequence, answered_through, abstentions, informed_through, rating, opened_at,"
                    + " updated_at) values ('talk-1', 'discord:1', 'discord', 'user/1', 'Amy', 'en', 'closed',"
                    + " '{\"type\":\"closed\",\"reason\":\"idle\",\"at\":\"2025-01-02T03:04:05Z\"}', 1, 2,"
                    + " 0, 0, -1, 0, timestamp with time zone '2025-01-02 03:00:00+00',"
                    + " timestamp with time zone '2025-01-02 03:04:05+00')",
            "insert into guildline.message (conversation_id, sequence, author, body, said_at) select 'talk-1',"
                    + " 1, 'customer', '{\"type\":\"text\",\"text\":\"hello\"}', opened_at from guildline.conversation",
            "insert into guildline.message_name (conversation_id, sequence, side, ref)"
                    + " values ('talk-1', 1, 'customer', '42')",
            "insert into guildline.delivery (id, conversation_id, side, errand, state, attempts, note, created_at)"
                    + " select 1, 'talk-1', 'customer', '{\"type\":\"take_turn\"}', 'delivered', 1, '', opened_at"
                    + " from guildline.conversation",
            "insert into guildline.inbox (source, event, seen_at)"
                    + " select 'discord.message', '42', opened_at from guildline.conversation",
            "insert into guildline.attachment (conversation_id, sequence, place, name, content_type, size_in_bytes,"
                    + " content_id, kept_at) select 'talk-1', 1, 0, 'a.txt', 'text/plain', 4, 'named', opened_at"
                    + " from guildline.conversation",
            "insert into guildline.attachment_piece (content_id, place, content, kept_at)"
                    + " select 'named', 0, cast(? as bytea), opened_at from guildline.conversation",
            "insert into guildline.attachment_piece (content_id, place, content, kept_at)"
                    + " select 'left over', 0, cast(? as bytea), opened_at from guildline.conversation",
            "insert into guildline.attachment_piece (content_id, place, content, kept_at)"
                    + " select 'left over', 1, cast(? as bytea), opened_at from guildline.conversation");

    @Test
    void h2() throws IOException {
        upgrade(new PersistenceConfig("jdbc:h2:mem:upgrade-" + UUID.randomUUID(), "", ""), SqlDialect.H2);
    }

    @Test
    void postgresql() throws IOException {
        upgrade(Postgres.database(), SqlDialect.POSTGRESQL);
    }

    private static void upgrade(PersistenceConfig config, SqlDialect dialect) throws IOException {
        try (HikariDataSource before = Pools.open(config)) {
            Flyway.configure(UpgradeTest.class.getClassLoader())
                    .dataSource(before)
                    .schemas(dialect.schema())
                    .createSchemas(true)
                    .locations("classpath:dev/guildline/adapter/persistence/migration")
                    .target("8")
                    .load()
                    .migrate();
            fill(before);
            try (JdbcStores stores = JdbcStores.open(config)) {
                check(stores);
            }
        }
    }

    private static void fill(DataSource source) {
        try (Connection connection = source.getConnection()) {
            for (String row : ROWS) {
                try (PreparedStatement statement = connection.prepareStatement(row)) {
                    if (row.contains("?")) {
                        statement.setBytes(1, "kept".getBytes(StandardCharsets.UTF_8));
                    }
                    assertThat(statement.executeUpdate()).isEqualTo(1);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(JdbcStores stores) throws IOException {
        AttachmentKey file = new AttachmentKey(new MessageId(TALK, 1), 0);
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        assertThat(stores.attachments().sweep(Instant.now().minus(Duration.ofDays(1))))
                .isZero();
        assertThat(pieces(stores)).isEqualTo(3);

        assertThat(stores.attachments().sweep(tomorrow)).isEqualTo(1);
        assertThat(pieces(stores)).isEqualTo(1);
        try (InputStream content = stores.attachments().open(file)) {
            assertThat(content.readAllBytes()).isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
        }

        stores.inTransaction(tx -> {
            Conversation over = tx.conversations().find(TALK).orElseThrow();
            assertThat(over.isOpen()).isFalse();
            assertThat(tx.retention().reached(Stage.TALKS)).isEqualTo(Mark.START);
            assertThat(tx.retention().closed(Mark.START, Instant.now(), 10))
                    .containsExactly(new Mark(LONG_AGO, "talk-1"));
            assertThat(tx.retention().forgetDeliveries(List.of(TALK), EnumSet.allOf(DeliveryState.class), 10))
                    .isEqualTo(1);
            assertThat(tx.retention().forgetTalks(List.of(TALK), 10)).isEqualTo(1);
            assertThat(tx.retention().forgetEvents(Instant.now().minus(Duration.ofDays(1)), 10))
                    .isEqualTo(1);
            assertThat(tx.inbox().firstTime(new InboxKey("discord.message", "42"), Instant.now()))
                    .isTrue();
            return true;
        });
        assertThat(stores.attachments().find(file)).isEmpty();
        assertThat(stores.attachments().sweep(tomorrow)).isEqualTo(1);
        assertThat(pieces(stores)).isZero();
    }

    private static long pieces(JdbcStores stores) {
        return stores.run(
                false,
                sql -> sql.first(row -> row.number("n"), "select count(*) as n from guildline.attachment_piece")
                        .orElseThrow());
    }
}
