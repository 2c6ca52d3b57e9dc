package dev.guildline.adapter.persistence;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Numbers from a database sequence, for one transaction. Fetches more at a time the more are asked for; what is left
 * over at the end is thrown away, so that a later transaction never gets a smaller number than an earlier one.
 */
final class Sequence {
    private static final int MOST_AT_A_TIME = 64;

    private final Sql sql;
    private final SqlDialect dialect;
    private final String name;
    private final Deque<Long> fetched = new ArrayDeque<>();
    private int atATime;

    Sequence(Sql sql, SqlDialect dialect, String name, int first) {
        this.sql = sql;
        this.dialect = dialect;
        this.name = name;
        this.atATime = first;
    }

    long next() {
        if (fetched.isEmpty()) {
            sql.list(row -> row.number("id"), dialect.nextValues(name, atATime)).stream()
                    .sorted()
                    .forEach(fetched::add);
            atATime = Math.min(atATime * 4, MOST_AT_A_TIME);
        }
        return fetched.remove();
    }
}
