package dev.guildline.adapter.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.store.AttachmentStore;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.CountsBacklog;
import dev.guildline.core.port.store.Transaction;
import dev.guildline.core.port.store.UnitOfWork;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Keeps everything in H2 or PostgreSQL, in a schema named {@code guildline}. Thread-safe: every transaction runs on a
 * connection of its own, isolated as READ COMMITTED.
 *
 * <pre>{@code
 * try (JdbcStores stores = JdbcStores.open(PersistenceConfig.fromEnvironment(System.getenv()))) {
 *     Optional<Conversation> open = stores.inTransaction(tx -> tx.conversations().openOf(customer));
 * }
 * }</pre>
 *
 * <p>Moments are kept to the microsecond. What {@code docs/adr/0003-what-the-database-guarantees.md} promises of a commit
 * holds once {@link #inTransaction} has returned.
 */
public final class JdbcStores implements UnitOfWork, CountsBacklog, AutoCloseable {
    private static final Logger LOG = System.getLogger(JdbcStores.class.getName());

    private final DataSource source;
    private final Runnable connectionLost;
    private final Runnable closing;
    private final Supplier<Optional<Connections>> connections;
    private final SqlDialect dialect;
    private final Durability durability;
    private final DatabaseHealth health;
    private final String name = UUID.randomUUID().toString();
    private final List<Signals> signals = new CopyOnWriteArrayList<>();
    private final JdbcAttachmentStore attachments = new JdbcAttachmentStore(this, InstantSource.system());

    private JdbcStores(
            DataSource source, Runnable connectionLost, Runnable closing, Supplier<Optional<Connections>> connections) {
        this.connections = connections;
        this.source = source;
        this.connectionLost = connectionLost;
        this.closing = closing;
        try (Connection connection = source.getConnection()) {
            dialect = SqlDialect.of(connection);
            durability = Durability.of(connection, dialect);
        } catch (SQLException e) {
            throw JdbcErrors.beforeCommit("connecting to the database", e);
        }
        migrate();
        health = new DatabaseHealth(source);
    }

    /**
     * Connects, checks that the database keeps what it acknowledges, and brings the tables up to date.
     *
     * @param config which database
     * @return the stores; to be closed by the caller
     * @throws dev.guildline.core.error.PortException if the database cannot be reached or refuses us
     * @throws IllegalStateException if its settings would lose acknowledged messages; says what to change
     */
    public static JdbcStores open(PersistenceConfig config) {
        HikariDataSource pool = Pools.open(config);
        try {
            // The others are probably gone as well: better to find out now than one transaction each.
            return new JdbcStores(
                    pool,
                    () -> pool.getHikariPoolMXBean().softEvictConnections(),
                    pool::close,
                    () -> Optional.of(Pools.connections(pool)));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * Uses a data source that the embedding application owns; it is not closed with these stores. An H2 URL needs
     * {@code ;MODE=PostgreSQL;WRITE_DELAY=0} and its administrator as user. The user must be allowed to create the
     * schema {@code guildline}, or own it.
     *
     * @param source where connections come from; several at a time
     * @return the stores
     * @throws dev.guildline.core.error.PortException if the database cannot be reached or refuses us
     * @throws IllegalStateException if its settings would lose acknowledged messages; says what to change
     */
    public static JdbcStores on(DataSource source) {
        return new JdbcStores(source, () -> {}, () -> {}, Optional::empty);
    }

    @Override
    public <T> T inTransaction(Function<Transaction, T> work) {
        return run(true, sql -> {
            JdbcTransaction transaction = new JdbcTransaction(sql, dialect, name);
            T result = work.apply(transaction);
            transaction.flush();
            return result;
        });
    }

    /**
     * Runs statements on a connection of their own.
     *
     * @param durable whether what is written has to be on the disk when this returns
     */
    <T> T run(boolean durable, Function<Sql, T> work) {
        Connection connection = connection();
        try {
            T result;
            boolean changed;
            try {
                Sql sql = new Sql(connection, connectionLost);
                result = work.apply(sql);
                sql.throwFailure();
                changed = sql.wrote();
            } catch (Throwable e) {
                undo(connection, e);
                throw e;
            }
            commit(connection, durable && changed);
            return result;
        } finally {
            giveBack(connection);
        }
    }

    @Override
    public Backlog backlog(Instant now) {
        return run(false, sql -> JdbcBacklog.count(sql, now));
    }

    /** True on PostgreSQL. An H2 file belongs to one process. */
    @Override
    public boolean isShared() {
        return dialect.isShared();
    }

    /** On PostgreSQL by {@code LISTEN}, on a connection that is kept for it until these stores are closed. */
    @Override
    public void onSignal(Runnable heard) {
        if (dialect.signal().isPresent()) {
            signals.add(new Signals(source, name, heard));
        }
    }

    /**
     * The files that came with messages, in the same database: so that every instance can read them, and one backup has
     * everything.
     *
     * @return always the same store
     */
    public AttachmentStore attachments() {
        return attachments;
    }

    /**
     * Tells whether the database answers.
     *
     * @return always the same check
     */
    public HealthCheck health() {
        return health;
    }

    /**
     * What the connections that were opened here are doing.
     *
     * @param busy how many are in use
     * @param idle how many are not
     * @param awaited how many threads wait for one
     */
    public record Connections(int busy, int idle, int awaited) {}

    /**
     * What the connections are doing.
     *
     * @return how many do what at this moment; empty if they are the embedding application's
     */
    public Optional<Connections> connections() {
        return connections.get();
    }

    /** Closes the connections, if they were opened here. Transactions that still run fail. */
    @Override
    public void close() {
        signals.forEach(Signals::close);
        health.close();
        closing.run();
    }

    private Connection connection() {
        Connection connection;
        try {
            connection = source.getConnection();
        } catch (SQLException e) {
            throw JdbcErrors.beforeCommit("getting a connection", e);
        }
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            giveBack(connection);
            throw JdbcErrors.beforeCommit("getting a connection", e);
        }
    }

    /** Nothing depends on it any more: what is committed is committed. */
    private static void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.WARNING, "a connection could not be given back: {0}", JdbcErrors.code(e));
        }
    }

    private void commit(Connection connection, boolean changed) {
        try {
            connection.commit();
            if (changed) {
                durability.afterCommit(connection);
            }
        } catch (SQLException e) {
            if (JdbcErrors.isConnectionLost(e)) {
                connectionLost.run();
            }
            throw JdbcErrors.whileCommitting(e);
        }
    }

    private static void undo(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(JdbcErrors.scrubbed(e));
        }
    }

    private void migrate() {
        try {
            Flyway.configure(JdbcStores.class.getClassLoader())
                    .dataSource(source)
                    .schemas(dialect.schema())
                    .createSchemas(true)
                    .locations("classpath:dev/guildline/adapter/persistence/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            Throwable cause = e;
            while (cause != null && !(cause instanceof SQLException)) {
                cause = cause.getCause();
            }
            if (cause instanceof SQLException failed) {
                throw JdbcErrors.beforeCommit("bringing the tables up to date", failed);
            }
            throw new IllegalStateException("the tables cannot be brought up to date: " + e.getMessage(), e);
        }
    }
}
