package dev.guildline.adapter.persistence;

import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.port.store.UnansweredStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was asked and not answered, inside one transaction; new questions reach the database with {@link #flush}. */
final class JdbcUnansweredStore implements UnansweredStore {
    private static final String INSERT = "insert into guildline.unanswered_question"
            + " (id, language, question, cause, shown, asked_at) values (?, ?, ?, ?, ?, ?)";
    private static final String QUESTION =
            "select id, language, question, cause, shown, asked_at" + " from guildline.unanswered_question ";
    private static final String LEADERS = "select q.group_id, q.question from guildline.unanswered_question q"
            + " join (select min(id) as first_id from guildline.unanswered_question where group_id is not null"
            + " group by group_id) g on q.id = g.first_id"
            + " where q.language = ? or q.language like ? order by q.group_id desc limit ?";
    private static final String GROUPS = "select g.group_id, g.questions, g.latest, q.language, q.question"
            + " from (select group_id, count(*) as questions, max(asked_at) as latest, min(id) as first_id"
            + " from guildline.unanswered_question where not dismissed and %s"
            + " group by group_id order by questions desc, latest desc, group_id limit ?) g"
            + " join guildline.unanswered_question q on q.id = g.first_id"
            + " order by g.questions desc, g.latest desc, g.group_id";
    private static final String PLACE = "update guildline.unanswered_question set group_id = ?, dismissed = ?"
            + " where id = ? and group_id is null";

    private final Sql sql;
    private final Sequence numbers;
    private final List<@Nullable Object[]> unsaved = new ArrayList<>();

    JdbcUnansweredStore(Sql sql, Sequence numbers) {
        this.sql = sql;
        this.numbers = numbers;
    }

    @Override
    public void add(UnansweredQuestion question) {
        unsaved.add(new @Nullable Object[] {
            numbers.next(),
            question.language().toLanguageTag(),
            question.text(),
            Codes.UNANSWERED_CAUSE.code(question.cause()),
            Json.writeArticles(question.shown()),
            question.askedAt()
        });
    }

    void flush() {
        if (!unsaved.isEmpty()) {
            List<@Nullable Object[]> rows = List.copyOf(unsaved);
            unsaved.clear();
            sql.batch(() -> new IllegalStateException("a question's number is taken"), INSERT, rows);
        }
    }

    @Override
    public List<UnansweredQuestion> ungrouped(int limit) {
        flush();
        return sql.list(
                JdbcUnansweredStore::question, QUESTION + "where group_id is null order by id limit ?", (long) limit);
    }

    @Override
    public List<Leader> leaders(Locale language, int limit) {
        flush();
        return sql.list(
                row -> new Leader(new QuestionGroupId(row.number("group_id")), row.text("question")),
                LEADERS,
                language.getLanguage(),
                language.getLanguage() + "-%",
                (long) limit);
    }

    @Override
    public void group(Map<Long, QuestionGroupId> groups) {
        flush();
        Map<QuestionGroupId, Boolean> dismissed = new TreeMap<>();
        List<@Nullable Object[]> rows = new ArrayList<>();
        new TreeMap<>(groups).forEach((number, group) -> {
            boolean hidden = dismissed.computeIfAbsent(group, this::isDismissed);
            rows.add(new @Nullable Object[] {group.value(), hidden, number});
        });
        sql.batch(() -> new IllegalStateException("questions cannot be grouped"), PLACE, rows);
    }

    private boolean isDismissed(QuestionGroupId group) {
        return sql.first(
                        row -> row.flag("dismissed"),
                        "select dismissed from guildline.unanswered_question where group_id = ? limit 1",
                        group.value())
                .orElse(false);
    }

    @Override
    public List<Counted> groups(@Nullable Locale languageOrNull, int limit) {
        flush();
        if (languageOrNull == null) {
            return sql.list(JdbcUnansweredStore::counted, GROUPS.formatted("group_id is not null"), (long) limit);
        }
        String tag = languageOrNull.toLanguageTag();
        return sql.list(
                JdbcUnansweredStore::counted,
                GROUPS.formatted("group_id is not null and (language = ? or language like ?)"),
                tag,
                tag.equals(languageOrNull.getLanguage()) ? tag + "-%" : tag,
                (long) limit);
    }

    @Override
    public Optional<Counted> find(QuestionGroupId group) {
        flush();
        return sql.first(JdbcUnansweredStore::counted, GROUPS.formatted("group_id = ?"), group.value(), 1L);
    }

    private static Counted counted(Row row) throws SQLException {
        return new Counted(
                new QuestionGroupId(row.number("group_id")),
                Locale.forLanguageTag(row.text("language")),
                row.text("question"),
                row.count("questions"),
                row.moment("latest"));
    }

    @Override
    public List<UnansweredQuestion> questionsOf(QuestionGroupId group, int limit) {
        flush();
        return sql.list(
                JdbcUnansweredStore::question,
                QUESTION + "where group_id = ? and not dismissed order by group_id desc, id desc limit ?",
                group.value(),
                (long) limit);
    }

    private static UnansweredQuestion question(Row row) throws SQLException {
        return new UnansweredQuestion(
                row.number("id"),
                Locale.forLanguageTag(row.text("language")),
                row.text("question"),
                Codes.UNANSWERED_CAUSE.constant(row.text("cause")),
                Json.readArticles(row.text("shown")),
                row.moment("asked_at"));
    }

    @Override
    public int forget(QuestionGroupId group) {
        flush();
        return sql.update("delete from guildline.unanswered_question where group_id = ?", group.value());
    }

    @Override
    public boolean dismiss(QuestionGroupId group) {
        flush();
        return sql.update(
                        "update guildline.unanswered_question set dismissed = true"
                                + " where group_id = ? and not dismissed",
                        group.value())
                > 0;
    }

    @Override
    public int forgetOld(Instant before, int most) {
        flush();
        int old = sql.update("delete from guildline.unanswered_question where asked_at < ?", before);
        return old
                + sql.first(
                                row -> row.number("id"),
                                "select id from guildline.unanswered_question order by id desc limit 1 offset ?",
                                (long) most)
                        .map(last -> sql.update("delete from guildline.unanswered_question where id <= ?", last))
                        .orElse(0);
    }

    @Override
    public int countUngrouped() {
        flush();
        return sql.first(
                        row -> row.count("questions"),
                        "select count(*) as questions from guildline.unanswered_question where group_id is null")
                .orElse(0);
    }
}
