package dev.guildline.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** What differs between the two databases. */
enum SqlDialect {
    H2("GUILDLINE", "select next value for guildline.%s as id from system_range(1, %d)", "", ""),
    POSTGRESQL(
            "guildline",
            "select nextval('guildline.%s') as id from generate_series(1, %d)",
            "select pg_notify('" + Signals.CHANNEL + "', ?)",
            ", set_config('idle_in_transaction_session_timeout', '3s', true) as limit_of_silence");

    private final String schema;
    private final String nextValues;
    private final String signal;
    private final String limitOfSilence;

    SqlDialect(String schema, String nextValues, String signal, String limitOfSilence) {
        this.schema = schema;
        this.nextValues = nextValues;
        this.signal = signal;
        this.limitOfSilence = limitOfSilence;
    }

    static SqlDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            default ->
                throw new IllegalArgumentException(
                        "DATABASE_URL: " + product + " is not supported; use H2 or PostgreSQL");
        };
    }

    /** The schema as the database's own catalog spells it. */
    String schema() {
        return schema;
    }

    /** A query for the next values of a sequence, in column {@code id}. */
    String nextValues(String sequence, int count) {
        return nextValues.formatted(sequence, count);
    }

    /** Whether several processes can use the same database. */
    boolean isShared() {
        return this == POSTGRESQL;
    }

    /** A query that tells other processes of this transaction once it is committed; parameter: who tells. */
    Optional<String> signal() {
        return signal.isEmpty() ? Optional.empty() : Optional.of(signal);
    }

    /**
     * A further column of a query, to say that the server should end this transaction if the client is silent for some
     * seconds inside of it: a process that is frozen must not keep the others waiting.
     */
    String limitOfSilence() {
        return limitOfSilence;
    }
}
