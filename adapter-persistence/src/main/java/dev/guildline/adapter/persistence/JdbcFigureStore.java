package dev.guildline.adapter.persistence;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.port.store.FigureStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums by day, inside one transaction; they are added up here and reach the database with {@link #flush}. */
final class JdbcFigureStore implements FigureStore {
    private static final String ADD_TO_ARTICLE = "update guildline.article_day set shown = shown + ?,"
            + " opened = opened + ?, helped = helped + ?, rejected = rejected + ?"
            + " where counted_on = ? and article_id = ?";
    private static final String INSERT_ARTICLE = "insert into guildline.article_day"
            + " (shown, opened, helped, rejected, counted_on, article_id) values (?, ?, ?, ?, ?, ?)"
            + " on conflict do nothing";
    private static final String ADD_TO_TALKS = "update guildline.talk_day set ended = ended + ?,"
            + " without_person = without_person + ? where counted_on = ? and language = ?";
    private static final String INSERT_TALKS = "insert into guildline.talk_day"
            + " (ended, without_person, counted_on, language) values (?, ?, ?, ?) on conflict do nothing";

    private final Sql sql;
    /** Sorted: two transactions that lock the same rows in the same order cannot wait for each other in a circle. */
    private final Map<Key, ArticleFigures> articles = new TreeMap<>();

    private final Map<Key, TalkFigures> talks = new TreeMap<>();

    JdbcFigureStore(Sql sql) {
        this.sql = sql;
    }

    private record Key(String day, String of) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::day).thenComparing(Key::of);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void add(LocalDate day, ArticleFigures figures) {
        articles.merge(new Key(day.toString(), figures.article().value()), figures, ArticleFigures::plus);
    }

    @Override
    public void add(LocalDate day, TalkFigures figures) {
        talks.merge(new Key(day.toString(), figures.language().toLanguageTag()), figures, TalkFigures::plus);
    }

    void flush() {
        if (!articles.isEmpty()) {
            add(
                    articles,
                    ADD_TO_ARTICLE,
                    INSERT_ARTICLE,
                    each -> List.of(each.shown(), each.opened(), each.helped(), each.rejected()));
        }
        if (!talks.isEmpty()) {
            add(talks, ADD_TO_TALKS, INSERT_TALKS, each -> List.of(each.ended(), each.withoutPerson()));
        }
    }

    /** Most rows are there already. A row that somebody else has added since is added to after all. */
    private <T> void add(Map<Key, T> sums, String update, String insert, Function<T, List<Long>> numbers) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        sums.forEach((key, sum) -> {
            List<Object> row = new ArrayList<>(numbers.apply(sum));
            row.add(key.day());
            row.add(key.of());
            rows.add(row.toArray());
        });
        sums.clear();
        for (String statement : List.of(update, insert, update)) {
            if (!rows.isEmpty()) {
                int[] counts = sql.batch(
                        () -> new IllegalStateException("figures cannot be kept"), statement, List.copyOf(rows));
                for (int i = counts.length - 1; i >= 0; i--) {
                    if (counts[i] != 0) {
                        rows.remove(i);
                    }
                }
            }
        }
    }

    @Override
    public List<ArticleFigures> articles(LocalDate from, LocalDate to) {
        flush();
        return sql
                .list(
                        row -> new ArticleFigures(
                                new ArticleId(row.text("article_id")),
                                row.number("shown"),
                                row.number("opened"),
                                row.number("helped"),
                                row.number("rejected")),
                        "select article_id, sum(shown) as shown, sum(opened) as opened, sum(helped) as helped,"
                                + " sum(rejected) as rejected from guildline.article_day"
                                + " where counted_on between ? and ? group by article_id",
                        from.toString(),
                        to.toString())
                .stream()
                .sorted(Comparator.comparing(figures -> figures.article().value()))
                .toList();
    }

    @Override
    public List<TalkFigures> talks(LocalDate from, LocalDate to) {
        flush();
        return sql
                .list(
                        row -> new TalkFigures(
                                Locale.forLanguageTag(row.text("language")),
                                row.number("ended"),
                                row.number("without_person")),
                        "select language, sum(ended) as ended, sum(without_person) as without_person"
                                + " from guildline.talk_day where counted_on between ? and ? group by language",
                        from.toString(),
                        to.toString())
                .stream()
                .sorted(Comparator.comparing(figures -> figures.language().toLanguageTag()))
                .toList();
    }

    @Override
    public void forget(LocalDate from, LocalDate to) {
        flush();
        sql.update(
                "delete from guildline.article_day where counted_on between ? and ?", from.toString(), to.toString());
        sql.update("delete from guildline.talk_day where counted_on between ? and ?", from.toString(), to.toString());
    }
}
