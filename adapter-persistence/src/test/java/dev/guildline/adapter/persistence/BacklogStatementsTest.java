package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** However much waits, looking at it is one statement. */
class BacklogStatementsTest {
    private static final int WAITING = 2_000;

    private final List<String> executed = new CopyOnWriteArrayList<>();

    /** The same object, with every statement that is executed through it noted. */
    private <T> T noting(Class<T> type, Object real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        executed.add(method.getName());
                    }
                    Object result;
                    try {
                        result = method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (result instanceof Connection connection) {
                        return noting(Connection.class, connection);
                    }
                    return result instanceof PreparedStatement statement
                            ? noting(PreparedStatement.class, statement)
                            : result;
                }));
    }

    @Test
    void thousands_of_pending_deliveries_are_counted_by_one_statement() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:backlog;DB_CLOSE_DELAY=-1;MODE=PostgreSQL;WRITE_DELAY=0");
        database.setUser("sa");
        Instant now = Instant.parse("2031-05-04T10:00:00Z");
        try (JdbcStores stores = JdbcStores.on(noting(DataSource.class, database))) {
            stores.inTransaction(tx -> {
                for (int i = 0; i < WAITING; i++) {
                    Conversation conversation = Conversation.begin(
                            new ConversationId("c" + i),
                            new Customer(
                                    new CustomerId("discord:" + i),
                                    new ChannelAddress(new ChannelId("discord"), "dm:" + i),
                                    "Mia",
                                    Locale.ENGLISH),
                            now);
                    tx.conversations().add(conversation);
                    tx.outbox()
                            .add(
                                    new NewDelivery(conversation.id(), Side.CUSTOMER, new Errand.RelayMessage(1), null),
                                    now.plusSeconds(i));
                }
                return true;
            });
            executed.clear();

            Backlog backlog = stores.backlog(now);

            assertThat(executed).containsExactly("executeQuery");
            assertThat(backlog.deliveries())
                    .containsOnlyKeys(new Backlog.At(Side.CUSTOMER, DeliveryState.PENDING))
                    .containsValue((long) WAITING);
            assertThat(backlog.oldestPending()).contains(now);
        }
    }
}
