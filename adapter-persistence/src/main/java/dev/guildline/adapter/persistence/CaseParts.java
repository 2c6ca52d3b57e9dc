package dev.guildline.adapter.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that belongs to a case, in a table of its own: notes, history, tags, conversations, links.
 *
 * @param table the table; it has the columns {@code case_number} and {@code place} besides the part's own
 * @param columns the part's own columns
 * @param writing the values of these columns
 * @param reading a part from a row
 * @param <T> the part
 */
record CaseParts<T>(
        String table, List<String> columns, Function<T, @Nullable Object[]> writing, Sql.Reader<T> reading) {
    private static final int CASES_AT_A_TIME = 64;

    private record Placed<T>(long number, T part) {}

    /** The parts of many cases, in order; a case without any is absent. */
    Map<Long, List<T>> load(Sql sql, Collection<Long> numbers) {
        Map<Long, List<T>> parts = new HashMap<>();
        List<Long> all = new ArrayList<>(numbers);
        for (int from = 0; from < all.size(); from += CASES_AT_A_TIME) {
            List<Long> some = all.subList(from, Math.min(from + CASES_AT_A_TIME, all.size()));
            for (Placed<T> placed : loadSome(sql, some)) {
                parts.computeIfAbsent(placed.number(), n -> new ArrayList<>()).add(placed.part());
            }
        }
        return parts;
    }

    private List<Placed<T>> loadSome(Sql sql, List<Long> numbers) {
        // Two lengths of the list only, so that the database meets two statements and not sixty-four.
        int length = numbers.size() == 1 ? 1 : CASES_AT_A_TIME;
        List<Long> padded = new ArrayList<>(numbers);
        padded.addAll(Collections.nCopies(length - numbers.size(), numbers.get(0)));
        return sql.list(
                row -> new Placed<>(row.number("case_number"), reading.read(row)),
                "select case_number, " + String.join(", ", columns) + " from guildline." + table
                        + " where case_number in (" + String.join(", ", Collections.nCopies(length, "?"))
                        + ") order by case_number, place",
                padded.toArray());
    }

    /** Writes what is new. Most lists only grow at their end; another change writes the list anew. */
    void save(Sql sql, long number, List<T> before, List<T> after) {
        boolean grown =
                after.size() >= before.size() && after.subList(0, before.size()).equals(before);
        if (!grown) {
            sql.update("delete from guildline." + table + " where case_number = ?", number);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int place = grown ? before.size() : 0; place < after.size(); place++) {
            @Nullable Object[] values = writing.apply(after.get(place));
            @Nullable Object[] row = new @Nullable Object[values.length + 2];
            row[0] = number;
            row[1] = place;
            System.arraycopy(values, 0, row, 2, values.length);
            rows.add(row);
        }
        sql.batch(
                () -> new IllegalStateException("case " + number + ": " + table + " cannot be kept"),
                "insert into guildline." + table + " (case_number, place, " + String.join(", ", columns)
                        + ") values (?, ?" + ", ?".repeat(columns.size()) + ")",
                rows);
    }
}
