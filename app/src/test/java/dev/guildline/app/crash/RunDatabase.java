package dev.guildline.app.crash;

import dev.guildline.adapter.persistence.JdbcStores;
import dev.guildline.adapter.persistence.PersistenceConfig;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where Guildline keeps its data during a run. Outlives every process. */
interface RunDatabase extends AutoCloseable {
    /** The two kinds. */
    enum Kind {
        H2,
        POSTGRESQL
    }

    /** The settings that lead Guildline to it. */
    Map<String, String> settings();

    /** Stops and starts the server, if there is one. */
    default void restart() {}

    /** The name of the process that makes the deliveries; empty if there is none, or it cannot be told now. */
    default String leaseHolder() {
        return "";
    }

    @Override
    void close();

    static RunDatabase start(Kind kind, Path folder) {
        return kind == Kind.H2 ? new H2File(folder) : new PostgresServer(folder);
    }

    /** What has not been delivered. For H2 no process may be running. */
    default List<Delivery> undelivered() {
        try (JdbcStores stores = JdbcStores.open(PersistenceConfig.fromEnvironment(settings()))) {
            return stores.inTransaction(tx -> {
                List<Delivery> all = new ArrayList<>();
                for (DeliveryState state : DeliveryState.values()) {
                    if (state != DeliveryState.DELIVERED) {
                        all.addAll(tx.outbox().list(state, new DeliveryId(0), 1_000));
                    }
                }
                return all;
            });
        }
    }

    /** A file that the process itself has open. */
    final class H2File implements RunDatabase {
        private final Path file;

        private H2File(Path folder) {
            file = folder.resolve("guildline");
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("DATABASE_URL", "jdbc:h2:file:" + file);
        }

        @Override
        public void close() {}
    }

    /** A real server that keeps what it acknowledges. */
    final class PostgresServer implements RunDatabase {
        private final Path data;
        private final int port;
        private EmbeddedPostgres server;

        private PostgresServer(Path folder) {
            data = folder.resolve("postgresql");
            server = start(builder());
            port = server.getPort();
        }

        private EmbeddedPostgres.Builder builder() {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false);
        }

        private static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) {
            try {
                return builder.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> settings() {
            return Map.of(
                    "DATABASE_URL", "jdbc:postgresql://localhost:" + port + "/postgres",
                    "DATABASE_USER", "postgres",
                    "DATABASE_PASSWORD", "postgres");
        }

        @Override
        public String leaseHolder() {
            try (Connection connection = server.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("select holder from guildline.relay_lease")) {
                return row.next() ? row.getString(1) : "";
            } catch (SQLException e) {
                return "";
            }
        }

        @Override
        public void restart() {
            close();
            server = start(builder().setPort(port));
        }

        @Override
        public void close() {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
