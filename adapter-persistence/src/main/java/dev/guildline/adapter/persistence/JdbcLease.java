package dev.guildline.adapter.persistence;

import dev.guildline.core.port.store.RelayLease;
import java.time.Duration;
import java.time.Instant;

/**
 * The lease inside one transaction: a row, because every database has rows. The time is the server's at the beginning
 * of the transaction, so a lease ends rather too early than too late.
 */
final class JdbcLease implements RelayLease {
    private static final String COLUMNS = "epoch, holder, ends_at, outside_changes, current_timestamp as looked_at";
    private static final String FROM = " from guildline.relay_lease where id = 1";
    private static final String TAKE =
            "update guildline.relay_lease set epoch = epoch + 1, holder = ?, ends_at = ? where id = 1";
    private static final String MOVE_END = "update guildline.relay_lease set ends_at = ? where id = 1";
    private static final String COUNT =
            "update guildline.relay_lease set outside_changes = outside_changes + 1 where id = 1";

    private final Sql sql;
    private final SqlDialect dialect;
    private final String sender;

    /**
     * @param sender names the stores that signal, so that they need not hear themselves
     */
    JdbcLease(Sql sql, SqlDialect dialect, String sender) {
        this.sql = sql;
        this.dialect = dialect;
        this.sender = sender;
    }

    private record Read(Standing standing, Instant now) {}

    @Override
    public Standing look() {
        return read("select " + COLUMNS + FROM).standing();
    }

    @Override
    public Standing lock() {
        return locked().standing();
    }

    @Override
    public long take(String holder, Duration length) {
        Read before = locked();
        sql.update(TAKE, holder, before.now().plus(length));
        signal();
        return before.standing().epoch() + 1;
    }

    @Override
    public void prolong(Duration length) {
        sql.update(MOVE_END, locked().now().plus(length));
    }

    @Override
    public void release() {
        sql.update(MOVE_END, Instant.EPOCH);
        signal();
    }

    @Override
    public void changedOutside() {
        sql.update(COUNT);
        signal();
    }

    @Override
    public void signal() {
        dialect.signal().ifPresent(query -> sql.list(row -> "", query, sender));
    }

    private Read locked() {
        return read("select " + COLUMNS + dialect.limitOfSilence() + FROM + " for update");
    }

    private Read read(String query) {
        return sql.first(
                        row -> {
                            Instant now = row.moment("looked_at");
                            return new Read(
                                    new Standing(
                                            row.number("epoch"),
                                            row.text("holder"),
                                            !row.moment("ends_at").isAfter(now),
                                            row.number("outside_changes")),
                                    now);
                        },
                        query)
                .orElseThrow(() -> JdbcErrors.unreadable("the table relay_lease is empty"));
    }
}
