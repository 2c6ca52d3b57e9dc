package dev.guildline.adapter.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the two databases. */
enum SqlDialect {
    H2("GUILDLINE", "select next value for guildline.%s as id from system_range(1, %d)"),
    POSTGRESQL("guildline", "select nextval('guildline.%s') as id from generate_series(1, %d)");

    private final String schema;
    private final String nextValues;

    SqlDialect(String schema, String nextValues) {
        this.schema = schema;
        this.nextValues = nextValues;
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
}
