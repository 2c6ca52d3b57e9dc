package dev.guildline.adapter.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row that a result set stands on. */
final class Row {
    private final ResultSet rows;

    Row(ResultSet rows) {
        this.rows = rows;
    }

    String text(String column) throws SQLException {
        return present(column, rows.getString(column));
    }

    Optional<String> textIfAny(String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    long number(String column) throws SQLException {
        return rows.getLong(column);
    }

    Optional<Long> numberIfAny(String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(value);
    }

    int count(String column) throws SQLException {
        return rows.getInt(column);
    }

    byte[] bytes(String column) throws SQLException {
        return present(column, rows.getBytes(column));
    }

    boolean flag(String column) throws SQLException {
        return rows.getBoolean(column);
    }

    Instant moment(String column) throws SQLException {
        return present(column, rows.getObject(column, OffsetDateTime.class)).toInstant();
    }

    Optional<Instant> momentIfAny(String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw JdbcErrors.unreadable("no value in column " + column);
        }
        return value;
    }
}
