package dev.guildline.adapter.persistence;

import dev.guildline.core.port.store.Inbox;
import dev.guildline.core.relay.InboxKey;
import java.time.Instant;

/** The inbox inside one transaction. */
final class JdbcInbox implements Inbox {
    /** Not an insert that fails: PostgreSQL gives a transaction up after a failure. Waits for another one's same key. */
    private static final String INSERT =
            "insert into guildline.inbox (source, event, seen_at) values (?, ?, ?) on conflict do nothing";

    private final Sql sql;

    JdbcInbox(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean firstTime(InboxKey key, Instant now) {
        return sql.update(INSERT, key.source(), key.id(), now) == 1;
    }
}
