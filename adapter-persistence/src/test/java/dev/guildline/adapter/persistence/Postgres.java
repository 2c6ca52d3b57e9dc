package dev.guildline.adapter.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** One PostgreSQL server for all tests of a run, with a session time zone that is nowhere near UTC. */
final class Postgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private Postgres() {}

    private static EmbeddedPostgres start() {
        try {
            // Not durable, as the library has it: no test here takes the server's power away, and the bench starts its
            // own.
            return EmbeddedPostgres.builder()
                    .setServerConfig("timezone", "Pacific/Chatham")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database. */
    static PersistenceConfig database() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return new PersistenceConfig(
                "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name, "postgres", "postgres");
    }

    static void execute(String statement) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
