package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.relay.InboxKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exceptions are logged, so they must not carry what customers wrote; and a failure that was caught still counts. */
class CustomersWordsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String WORDS = "my password is hunter2";

    enum Database {
        H2,
        POSTGRESQL;

        PersistenceConfig config() {
            return this == H2 ? new PersistenceConfig("jdbc:h2:mem:words", "", "") : Postgres.database();
        }
    }

    private static Conversation conversation(String id) {
        return Conversation.begin(
                new ConversationId(id),
                new Customer(
                        new CustomerId("discord:1"),
                        new ChannelAddress(new ChannelId("discord"), "dm"),
                        WORDS,
                        Locale.ENGLISH),
                NOW);
    }

    private static Message entry(Conversation in) {
        return new Message(in.nextMessage(), Author.CUSTOMER, new MessageBody.Text(WORDS), List.of(), null, NOW);
    }

    private static void assertSilent(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void exceptions_do_not_carry_what_customers_wrote(Database database) {
        try (JdbcStores stores = JdbcStores.open(database.config())) {
            Conversation begun = conversation("c1");
            stores.inTransaction(tx -> {
                tx.conversations().add(begun);
                tx.journal().append(entry(begun));
                return true;
            });

            assertThatThrownBy(() -> stores.inTransaction(tx -> {
                        tx.conversations().add(conversation("c2"));
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("c2")
                    .satisfies(CustomersWordsTest::assertSilent);
            assertThatThrownBy(() -> stores.inTransaction(tx -> {
                        tx.journal().append(entry(begun));
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("c1/1")
                    .satisfies(CustomersWordsTest::assertSilent);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_failure_that_the_work_swallows_still_undoes_everything(Database database) {
        InboxKey event = new InboxKey("test", "swallowed");
        try (JdbcStores stores = JdbcStores.open(database.config())) {
            stores.inTransaction(tx -> {
                tx.conversations().add(conversation("c1"));
                return true;
            });

            assertThatThrownBy(() -> stores.inTransaction(tx -> {
                        tx.inbox().firstTime(event, NOW);
                        try {
                            tx.conversations().add(conversation("c2"));
                        } catch (IllegalStateException swallowed) {
                            return false;
                        }
                        return true;
                    }))
                    .isInstanceOf(IllegalStateException.class);

            assertThat(stores.<Boolean>inTransaction(tx -> tx.inbox().firstTime(event, NOW)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void text_that_no_database_can_keep_is_kept_as_well_as_can_be(Database database) {
        try (JdbcStores stores = JdbcStores.open(database.config())) {
            Customer odd = new Customer(
                    new CustomerId("discord:odd"),
                    new ChannelAddress(new ChannelId("discord"), "dm"),
                    "a\0b\uD83Dc",
                    Locale.ENGLISH);
            stores.inTransaction(tx -> {
                tx.customers().save(odd);
                return true;
            });

            assertThat(stores.<String>inTransaction(
                            tx -> tx.customers().find(odd.id()).orElseThrow().displayName()))
                    .isEqualTo("a\uFFFDb\uFFFDc");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_transaction_is_over_when_it_has_returned(Database database) {
        try (JdbcStores stores = JdbcStores.open(database.config())) {
            var kept = stores.inTransaction(tx -> tx);

            assertThatThrownBy(() -> kept.inbox().firstTime(new InboxKey("test", "late"), NOW))
                    .isInstanceOfAny(PortException.class, IllegalStateException.class);
        }
    }
}
