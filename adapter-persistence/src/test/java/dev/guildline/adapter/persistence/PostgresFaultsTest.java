package dev.guildline.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.port.health.HealthCheck.Health;
import dev.guildline.core.relay.InboxKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What becomes of a transaction when PostgreSQL fails it, and of the start on databases in all conditions. */
class PostgresFaultsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CUT_OTHERS = "select pg_terminate_backend(pid) from pg_stat_activity"
            + " where datname = '%s' and pid <> pg_backend_pid()";

    private static boolean firstTime(JdbcStores stores, String event) {
        return stores.inTransaction(tx -> tx.inbox().firstTime(new InboxKey("test", event), NOW));
    }

    /** A second attempt must do: with one connection lost the pool drops all others that were open. */
    private static boolean firstTimeOnceConnected(JdbcStores stores, String event) {
        try {
            return firstTime(stores, event);
        } catch (PortException.Retryable lostConnection) {
            return firstTime(stores, event);
        }
    }

    private static void cut(PersistenceConfig config) {
        String name = config.url().substring(config.url().lastIndexOf('/') + 1);
        Postgres.execute(CUT_OTHERS.formatted(name));
    }

    @Test
    void a_connection_lost_before_the_commit_can_be_tried_again() {
        PersistenceConfig config = Postgres.database();
        try (JdbcStores stores = JdbcStores.open(config)) {
            assertThatThrownBy(() -> stores.inTransaction(tx -> {
                        tx.inbox().firstTime(new InboxKey("test", "1"), NOW);
                        cut(config);
                        return tx.inbox().firstTime(new InboxKey("test", "2"), NOW);
                    }))
                    .isInstanceOf(PortException.Retryable.class);

            assertThat(firstTimeOnceConnected(stores, "1")).isTrue();
        }
    }

    @Test
    void a_connection_lost_while_committing_leaves_the_outcome_unknown() {
        PersistenceConfig config = Postgres.database();
        try (JdbcStores stores = JdbcStores.open(config)) {
            assertThatThrownBy(() -> stores.inTransaction(tx -> {
                        tx.inbox().firstTime(new InboxKey("test", "1"), NOW);
                        cut(config);
                        return true;
                    }))
                    .isInstanceOf(PortException.OutcomeUnknown.class);

            assertThat(firstTimeOnceConnected(stores, "1")).isTrue();
        }
    }

    @Test
    void what_the_database_keeps_refusing_is_permanent() {
        PersistenceConfig config = Postgres.database();
        try (JdbcStores stores = JdbcStores.open(config)) {
            stores.inTransaction(tx -> tx.inbox().firstTime(new InboxKey("test", "1"), NOW));
            String name = config.url().substring(config.url().lastIndexOf('/') + 1);
            Postgres.execute("alter database " + name + " set default_transaction_read_only = on");
            cut(config);

            assertThatThrownBy(() -> firstTimeOnceConnected(stores, "2"))
                    .isInstanceOf(PortException.Permanent.class)
                    .hasMessageContaining("25006");
        }
    }

    @Test
    void a_wrong_password_is_not_allowed() {
        PersistenceConfig right = Postgres.database();
        String role = "role_" + System.nanoTime();
        Postgres.execute("create role " + role);

        assertThatThrownBy(() -> JdbcStores.open(new PersistenceConfig(right.url(), role, "wrong s3cret")))
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.NOT_ALLOWED))
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_database_that_does_not_exist_is_named_by_its_code() {
        PersistenceConfig there = Postgres.database();

        assertThatThrownBy(() ->
                        JdbcStores.open(new PersistenceConfig(there.url() + "_not", there.user(), there.password())))
                .isInstanceOf(PortException.Permanent.class)
                .hasMessageContaining("3D000");
    }

    @Test
    void two_instances_may_start_on_an_empty_database_at_once() throws Exception {
        PersistenceConfig config = Postgres.database();

        CompletableFuture<JdbcStores> one = CompletableFuture.supplyAsync(() -> JdbcStores.open(config));
        CompletableFuture<JdbcStores> other = CompletableFuture.supplyAsync(() -> JdbcStores.open(config));
        try (JdbcStores first = one.get(60, TimeUnit.SECONDS);
                JdbcStores second = other.get(60, TimeUnit.SECONDS)) {
            assertThat(firstTime(first, "1")).isTrue();
            assertThat(firstTime(second, "1")).isFalse();
        }
    }

    @Test
    void a_restarted_instance_has_forgotten_nothing() {
        PersistenceConfig config = Postgres.database();
        try (JdbcStores stores = JdbcStores.open(config)) {
            firstTime(stores, "1");
        }

        try (JdbcStores stores = JdbcStores.open(config)) {
            assertThat(firstTime(stores, "1")).isFalse();
        }
    }

    @Test
    void a_server_that_would_lose_commits_is_warned_of() {
        Logger log = Logger.getLogger(Durability.class.getName());
        List<String> warnings = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                warnings.add(new SimpleFormatter().formatMessage(logged));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(listener);
        try (JdbcStores stores = JdbcStores.open(Postgres.database())) {
            assertThat(stores.health().check().ready()).isTrue();
        } finally {
            log.removeHandler(listener);
        }

        assertThat(warnings)
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("fsync = off"))
                .anySatisfy(warning -> assertThat(warning).contains("synchronous_commit = off"));
    }

    @Test
    void health_follows_the_database() {
        PersistenceConfig config = Postgres.database();
        JdbcStores stores = JdbcStores.open(config);
        assertThat(stores.health().name()).isEqualTo("database");
        assertThat(stores.health().check()).isEqualTo(new Health(true, "connected"));

        stores.close();

        assertThat(stores.health().check().ready()).isFalse();
    }

    @Test
    void an_embedders_data_source_works_and_a_commit_that_cannot_be_forced_is_unknown() throws SQLException {
        PersistenceConfig config = Postgres.database();
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setURL(config.url());
        own.setUser(config.user());
        own.setPassword(config.password());
        SQLException failing = new SQLException("row (secret words)", "08006");
        AtomicReference<SQLException> onCommit = new AtomicReference<>();
        try (JdbcStores stores = JdbcStores.on(failingCommits(own, onCommit))) {
            assertThat(firstTime(stores, "1")).isTrue();
            onCommit.set(failing);

            assertThatThrownBy(() -> firstTime(stores, "2"))
                    .isInstanceOf(PortException.OutcomeUnknown.class)
                    .satisfies(thrown -> assertThat(trace(thrown)).doesNotContain("secret words"));

            onCommit.set(new SQLException("deadlock", "40P01"));
            assertThatThrownBy(() -> firstTime(stores, "3")).isInstanceOf(PortException.Retryable.class);
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** The same data source, but for commits that fail as told. */
    private static DataSource failingCommits(DataSource real, AtomicReference<SQLException> onCommit) {
        return (DataSource) Proxy.newProxyInstance(
                PostgresFaultsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Object result = call(real, method, arguments);
                    return result instanceof Connection connection ? failing(connection, onCommit) : result;
                });
    }

    private static Connection failing(Connection real, AtomicReference<SQLException> onCommit) {
        return (Connection) Proxy.newProxyInstance(
                PostgresFaultsTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && onCommit.get() != null) {
                        throw onCommit.get();
                    }
                    return call(real, method, arguments);
                });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
