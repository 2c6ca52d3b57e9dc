package dev.guildline.adapter.persistence;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.relay.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is not kept any longer, inside one transaction. What is collected in it is written first: it counts. */
final class JdbcRetentionStore implements RetentionStore {
    private static final String REACHED =
            "select changed_at, conversation_id from guildline.retention_mark where stage = ?";
    private static final String REACH =
            "update guildline.retention_mark set changed_at = ?, conversation_id = ?" + " where stage = ?";
    private static final String FIRST_REACH =
            "insert into guildline.retention_mark (changed_at, conversation_id, stage) values (?, ?, ?)";
    private static final String CLOSED = "select id, updated_at from guildline.conversation where status = ? and ";
    private static final String SAME_MOMENT = "updated_at = ? and id > ? order by id fetch first %d rows only";
    /** The index is descending: only so does H2 read it backwards instead of sorting. */
    private static final String LATER =
            "updated_at > ? and updated_at < ? order by status desc, updated_at fetch first %d rows only";

    private static final Comparator<Mark> ORDER =
            Comparator.comparing(Mark::changedAt).thenComparing(Mark::conversation);

    /** What belongs to an entry, table by table, in an order that foreign keys allow. */
    private static final List<String> FORGET_ENTRIES = List.of(
            "insert into guildline.unnamed_content (content_id, since) select content_id, current_timestamp"
                    + " from guildline.attachment where conversation_id = ? and sequence <= ? and content_id is not null"
                    + " on conflict do nothing",
            "delete from guildline.attachment where conversation_id = ? and sequence <= ?",
            "delete from guildline.message_change where conversation_id = ? and sequence <= ?",
            "delete from guildline.message_name where conversation_id = ? and sequence <= ?",
            "delete from guildline.message where conversation_id = ? and sequence <= ?");

    private final Sql sql;
    private final Runnable flush;

    /**
     * @param flush writes what is collected in the transaction
     */
    JdbcRetentionStore(Sql sql, Runnable flush) {
        this.sql = sql;
        this.flush = flush;
    }

    @Override
    public Mark reached(Stage stage) {
        return sql.first(
                        row -> new Mark(row.moment("changed_at"), row.text("conversation_id")),
                        REACHED,
                        Codes.RETENTION_STAGE.code(stage))
                .orElse(Mark.START);
    }

    @Override
    public void reach(Stage stage, Mark mark) {
        String code = Codes.RETENTION_STAGE.code(stage);
        if (sql.update(REACH, mark.changedAt(), mark.conversation(), code) == 0) {
            sql.update(FIRST_REACH, mark.changedAt(), mark.conversation(), code);
        }
    }

    @Override
    public List<Mark> closed(Mark after, Instant before, int limit) {
        flush.run();
        String closed = Codes.STATUS.code(ConversationStatus.CLOSED);
        if (limit < 1 || !after.changedAt().isBefore(before)) {
            return List.of();
        }
        List<Mark> sameMoment = sql.list(
                JdbcRetentionStore::mark,
                CLOSED + SAME_MOMENT.formatted(limit),
                closed,
                after.changedAt(),
                after.conversation());
        if (!sameMoment.isEmpty()) {
            return sameMoment;
        }
        List<Mark> later = new ArrayList<>(
                sql.list(JdbcRetentionStore::mark, CLOSED + LATER.formatted(limit), closed, after.changedAt(), before));
        if (later.size() == limit) {
            // Of those that changed at the last moment some may be missing, and not the last ones.
            Instant last = later.get(limit - 1).changedAt();
            if (last.equals(later.get(0).changedAt())) {
                return closed(new Mark(last, ""), before, limit);
            }
            later.removeIf(mark -> mark.changedAt().equals(last));
        }
        later.sort(ORDER);
        return later;
    }

    private static Mark mark(Row row) throws SQLException {
        return new Mark(row.moment("updated_at"), row.text("id"));
    }

    @Override
    public Set<ConversationId> having(Collection<ConversationId> among, Set<DeliveryState> states) {
        if (among.isEmpty() || states.isEmpty()) {
            return Set.of();
        }
        flush.run();
        return new HashSet<>(sql.list(
                row -> new ConversationId(row.text("conversation_id")),
                "select distinct conversation_id from guildline.delivery where " + in(among) + and(states),
                values(among)));
    }

    @Override
    public int forgetDeliveries(Collection<ConversationId> of, Set<DeliveryState> states, int limit) {
        if (of.isEmpty() || states.isEmpty() || limit < 1) {
            return 0;
        }
        flush.run();
        List<@Nullable Object[]> ids = sql.list(
                row -> new @Nullable Object[] {row.number("id")},
                "select id from guildline.delivery where " + in(of) + and(states) + " fetch first " + limit
                        + " rows only",
                values(of));
        sql.batch(
                () -> new IllegalStateException("deliveries cannot be deleted"),
                "delete from guildline.delivery where id = ?",
                ids);
        return ids.size();
    }

    @Override
    public int forgetTalks(Collection<ConversationId> of, int limit) {
        if (of.isEmpty() || limit < 1) {
            return 0;
        }
        flush.run();
        Map<String, Long> through = new LinkedHashMap<>();
        int entries = sql.list(
                        row -> through.put(row.text("conversation_id"), row.number("sequence")),
                        "select conversation_id, sequence from guildline.message where " + in(of)
                                + " order by conversation_id, sequence fetch first " + limit + " rows only",
                        values(of))
                .size();
        List<@Nullable Object[]> rows = new ArrayList<>();
        through.forEach((conversation, sequence) -> rows.add(new @Nullable Object[] {conversation, sequence}));
        for (String statement : FORGET_ENTRIES) {
            sql.batch(() -> new IllegalStateException("entries cannot be deleted"), statement, rows);
        }
        return entries;
    }

    /** The moment of the last one that may go bounds what is deleted: no key is read, and none is sent. */
    @Override
    public int forgetEvents(Instant before, int limit) {
        if (limit < 1) {
            return 0;
        }
        Optional<Instant> last = sql.first(
                row -> row.moment("seen_at"),
                "select seen_at from guildline.inbox where seen_at < ? order by seen_at offset " + (limit - 1)
                        + " rows fetch first 1 rows only",
                before);
        return last.isPresent()
                ? sql.update("delete from guildline.inbox where seen_at <= ?", last.get())
                : sql.update("delete from guildline.inbox where seen_at < ?", before);
    }

    private static String in(Collection<ConversationId> conversations) {
        return "conversation_id in (" + String.join(", ", Collections.nCopies(conversations.size(), "?")) + ")";
    }

    private static @Nullable Object[] values(Collection<ConversationId> conversations) {
        return conversations.stream().map(ConversationId::value).toArray();
    }

    /** By what they are not, so that the index by conversation is the one to use. */
    private static String and(Set<DeliveryState> states) {
        List<String> others = EnumSet.complementOf(EnumSet.copyOf(states)).stream()
                .map(state -> "'" + Codes.DELIVERY_STATE.code(state) + "'")
                .toList();
        return others.isEmpty() ? "" : " and state not in (" + String.join(", ", others) + ")";
    }
}
