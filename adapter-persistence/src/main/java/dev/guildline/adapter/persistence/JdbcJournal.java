package dev.guildline.adapter.persistence;

import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.store.Journal;
import dev.guildline.core.relay.Side;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The journal inside one transaction; what is added reaches the database with {@link #flush}. */
final class JdbcJournal implements Journal {
    private static final String INSERT = "insert into guildline.message (conversation_id, sequence, author, agent_id,"
            + " agent_name, body, attachments, reply_to, said_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SELECT = "select m.conversation_id, m.sequence, m.author, m.agent_id, m.agent_name,"
            + " m.body, m.attachments, m.reply_to, m.said_at from guildline.message m ";
    private static final String INSERT_NAME =
            "insert into guildline.message_name (conversation_id, sequence, side, ref)"
                    + " values (?, ?, ?, ?) on conflict do nothing";
    private static final String FORGET_OLD_NAME =
            "delete from guildline.message_name where conversation_id = ? and sequence = ? and side = ?";
    private static final String FORGET_OLD_ENTRY = "delete from guildline.message_name where side = ? and ref = ?";

    private final Sql sql;
    private final Map<MessageId, Message> unsaved = new LinkedHashMap<>();
    private final Map<Place, ExternalRef> unsavedNames = new LinkedHashMap<>();
    private final JdbcMessageChanges changes;

    JdbcJournal(Sql sql) {
        this.sql = sql;
        this.changes = new JdbcMessageChanges(sql);
    }

    private record Place(MessageId id, Side side) {}

    @Override
    public void append(Message entry) {
        if (unsaved.putIfAbsent(entry.id(), entry) != null) {
            throw taken(entry.id());
        }
    }

    @Override
    public Optional<Message> find(MessageId id) {
        Message added = unsaved.get(id);
        return added != null
                ? Optional.of(added)
                : sql.first(
                        JdbcJournal::read,
                        SELECT + "where m.conversation_id = ? and m.sequence = ?",
                        id.conversation().value(),
                        id.sequence());
    }

    @Override
    public List<Message> read(ConversationId conversation, long after) {
        flush();
        return sql.list(
                JdbcJournal::read,
                SELECT + "where m.conversation_id = ? and m.sequence > ? order by m.conversation_id, m.sequence",
                conversation.value(),
                after);
    }

    @Override
    public void change(MessageChange change) {
        flush();
        changes.add(change);
    }

    @Override
    public List<MessageChange> changesOf(MessageId id) {
        return changes.of(id);
    }

    @Override
    public List<MessageChange> changes(ConversationId conversation, long after) {
        return changes.of(conversation, after);
    }

    @Override
    public void named(MessageId id, Side side, ExternalRef ref) {
        unsavedNames.values().removeIf(ref::equals);
        unsavedNames.put(new Place(id, side), ref);
    }

    @Override
    public Optional<ExternalRef> nameOf(MessageId id, Side side) {
        ExternalRef named = unsavedNames.get(new Place(id, side));
        return named != null
                ? Optional.of(named)
                : sql.first(
                        row -> new ExternalRef(row.text("ref")),
                        "select ref from guildline.message_name"
                                + " where conversation_id = ? and sequence = ? and side = ?",
                        id.conversation().value(),
                        id.sequence(),
                        Codes.SIDE.code(side));
    }

    @Override
    public Optional<Message> byName(Side side, ExternalRef ref) {
        flush();
        return sql.first(
                JdbcJournal::read,
                SELECT + "join guildline.message_name n on n.conversation_id = m.conversation_id"
                        + " and n.sequence = m.sequence where n.side = ? and n.ref = ?",
                Codes.SIDE.code(side),
                ref.value());
    }

    void flush() {
        if (!unsaved.isEmpty()) {
            MessageId first = unsaved.keySet().iterator().next();
            List<@Nullable Object[]> rows =
                    unsaved.values().stream().map(JdbcJournal::row).toList();
            unsaved.clear();
            sql.batch(() -> taken(first), INSERT, rows);
        }
        if (!unsavedNames.isEmpty()) {
            Map<Place, ExternalRef> names = new LinkedHashMap<>(unsavedNames);
            unsavedNames.clear();
            flushNames(names);
        }
    }

    private void flushNames(Map<Place, ExternalRef> names) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        names.forEach((place, ref) -> rows.add(new @Nullable Object[] {
            place.id().conversation().value(), place.id().sequence(), Codes.SIDE.code(place.side()), ref.value()
        }));
        int[] counts = sql.batch(() -> new IllegalStateException("names cannot be kept"), INSERT_NAME, rows);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                // Named before: the last word counts.
                @Nullable Object[] row = rows.get(i);
                sql.update(FORGET_OLD_NAME, row[0], row[1], row[2]);
                sql.update(FORGET_OLD_ENTRY, row[2], row[3]);
                sql.update(INSERT_NAME, row);
            }
        }
    }

    private static IllegalStateException taken(MessageId id) {
        return new IllegalStateException(
                "journal entry " + id + " (or one added with it) cannot be kept: its place is taken,"
                        + " or its conversation was never added");
    }

    private static @Nullable Object[] row(Message entry) {
        Optional<Agent> agent = entry.author().agent();
        return new @Nullable Object[] {
            entry.id().conversation().value(),
            entry.id().sequence(),
            Codes.AUTHOR.code(entry.author().kind()),
            agent.map(a -> a.id().value()).orElse(null),
            agent.map(Agent::displayName).orElse(null),
            BodyJson.write(entry.body()),
            Json.writeAttachments(entry.attachments()),
            entry.replyToOrNull(),
            entry.at()
        };
    }

    private static Message read(Row row) throws SQLException {
        Optional<String> attachments = row.textIfAny("attachments");
        return new Message(
                new MessageId(new ConversationId(row.text("conversation_id")), row.number("sequence")),
                author(row),
                BodyJson.read(row.text("body")),
                attachments.map(Json::readAttachments).orElse(List.of()),
                row.numberIfAny("reply_to").orElse(null),
                row.moment("said_at"));
    }

    private static Author author(Row row) throws SQLException {
        AuthorKind kind = Codes.AUTHOR.constant(row.text("author"));
        return kind == AuthorKind.AGENT
                ? Author.of(new Agent(new AgentId(row.text("agent_id")), row.text("agent_name")))
                : new Author(kind, null);
    }
}
