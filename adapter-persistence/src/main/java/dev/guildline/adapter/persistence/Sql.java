package dev.guildline.adapter.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the connection of one transaction. Once a statement has failed nothing more runs, because
 * PostgreSQL has given the transaction up by then; H2 is held to the same.
 */
final class Sql {
    private final Connection connection;
    private final Runnable connectionLost;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean wrote;
    private @Nullable RuntimeException failure;

    /**
     * @param connectionLost told if a statement fails because the connection is gone
     */
    Sql(Connection connection, Runnable connectionLost) {
        this.connection = connection;
        this.connectionLost = connectionLost;
    }

    /** Reads one row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    <T> List<T> list(Reader<T> reader, String sql, @Nullable Object... parameters) {
        return run(() -> {
            PreparedStatement statement = bound(sql, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                Row row = new Row(rows);
                while (rows.next()) {
                    read.add(reader.read(row));
                }
                return read;
            }
        });
    }

    <T> Optional<T> first(Reader<T> reader, String sql, @Nullable Object... parameters) {
        return list(reader, sql, parameters).stream().findFirst();
    }

    int update(String sql, @Nullable Object... parameters) {
        return run(() -> {
            wrote = true;
            return bound(sql, parameters).executeUpdate();
        });
    }

    /** An update that a constraint of the schema may forbid, with what to throw then. */
    int update(Supplier<IllegalStateException> forbidden, String sql, @Nullable Object... parameters) {
        return run(forbidden, () -> {
            wrote = true;
            return bound(sql, parameters).executeUpdate();
        });
    }

    /** The same statement for many rows, in one exchange with the server. */
    int[] batch(Supplier<IllegalStateException> forbidden, String sql, List<@Nullable Object[]> rows) {
        if (rows.isEmpty()) {
            return new int[0];
        }
        if (rows.size() == 1) {
            return new int[] {update(forbidden, sql, rows.get(0))};
        }
        return run(forbidden, () -> {
            wrote = true;
            PreparedStatement statement = prepare(sql);
            for (@Nullable Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    boolean wrote() {
        return wrote;
    }

    /** Throws what failed first, if anything: a transaction must not be committed past it, even if the work went on. */
    void throwFailure() {
        if (failure != null) {
            throw failure;
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T run(Work<T> work) {
        return run(null, work);
    }

    private <T> T run(@Nullable Supplier<IllegalStateException> forbidden, Work<T> work) {
        throwFailure();
        try {
            return work.run();
        } catch (SQLException e) {
            if (JdbcErrors.isConnectionLost(e)) {
                connectionLost.run();
            }
            failure = forbidden != null && JdbcErrors.isConstraint(e)
                    ? forbidden.get()
                    : JdbcErrors.beforeCommit("a statement", e);
            throw failure;
        }
    }

    private PreparedStatement bound(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = prepare(sql);
        bind(statement, parameters);
        return statement;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = prepared.get(sql);
        if (known == null) {
            known = connection.prepareStatement(sql);
            prepared.put(sql, known);
        }
        return known;
    }

    private static void bind(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else if (value instanceof String text) {
                statement.setString(i + 1, storable(text));
            } else if (value instanceof Instant moment) {
                statement.setObject(i + 1, micros(moment).atOffset(ZoneOffset.UTC));
            } else if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
                statement.setObject(i + 1, value);
            } else if (value instanceof byte[] bytes) {
                statement.setBytes(i + 1, bytes);
            } else {
                throw new IllegalArgumentException("no binding for " + value.getClass());
            }
        }
    }

    /** Both databases round finer moments, each in its own way: cut them first. */
    static Instant micros(Instant moment) {
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    /** PostgreSQL takes neither NUL nor half a character; what cannot be kept must not make a message undeliverable. */
    static String storable(String text) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                clean = clean == null ? new StringBuilder(text) : clean;
                clean.setCharAt(i, '\uFFFD');
            }
        }
        return clean == null ? text : clean.toString();
    }
}
