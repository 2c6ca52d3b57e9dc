package dev.guildline.adapter.persistence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether the database really keeps what it acknowledges, checked once at start, and what a commit needs besides. */
enum Durability {
    /** The database does all that is needed while committing, or keeps nothing beyond the process anyway. */
    BY_COMMIT,
    /** H2 writes to the file while committing, but forces it to the disk only when told. */
    BY_CHECKPOINT;

    private static final Logger LOG = System.getLogger(Durability.class.getName());
    private static final int OLDEST_POSTGRESQL = 140_000;

    /**
     * Checks the settings in force.
     *
     * @throws IllegalStateException if what is acknowledged would not be kept; says what to change
     */
    static Durability of(Connection connection, SqlDialect dialect) throws SQLException {
        return switch (dialect) {
            case H2 -> ofH2(connection);
            case POSTGRESQL -> ofPostgresql(connection);
        };
    }

    void afterCommit(Connection connection) throws SQLException {
        if (this == BY_CHECKPOINT) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }

    private static Durability ofH2(Connection connection) throws SQLException {
        String mode =
                value(connection, "select setting_value from information_schema.settings where setting_name = 'MODE'");
        if (!mode.equalsIgnoreCase("PostgreSQL")) {
            throw new IllegalStateException(
                    "the H2 database runs in mode " + mode + "; add ;MODE=PostgreSQL to its URL");
        }
        if (value(connection, "select database_path()").isEmpty()) {
            return BY_COMMIT;
        }
        String delay = value(
                connection, "select setting_value from information_schema.settings where setting_name = 'WRITE_DELAY'");
        if (!delay.equals("0")) {
            throw new IllegalStateException("the H2 database has WRITE_DELAY " + delay
                    + " and would lose acknowledged messages in a crash; add ;WRITE_DELAY=0 to its URL and connect as"
                    + " its administrator");
        }
        return BY_CHECKPOINT;
    }

    private static Durability ofPostgresql(Connection connection) throws SQLException {
        int version = Integer.parseInt(value(connection, "show server_version_num"));
        if (version < OLDEST_POSTGRESQL) {
            throw new IllegalStateException("PostgreSQL " + version / 10_000 + " is too old; use 14 or later");
        }
        for (String setting : new String[] {"fsync", "synchronous_commit"}) {
            if (value(connection, "show " + setting).equals("off")) {
                LOG.log(
                        Level.WARNING,
                        "PostgreSQL runs with {0} = off: acknowledged messages can be lost when the server crashes",
                        setting);
            }
        }
        return BY_COMMIT;
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            String value = rows.next() ? rows.getString(1) : null;
            return value == null ? "" : value;
        }
    }
}
