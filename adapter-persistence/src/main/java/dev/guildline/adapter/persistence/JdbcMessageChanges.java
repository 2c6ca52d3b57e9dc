package dev.guildline.adapter.persistence;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.MessageChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What became of journal entries, inside one transaction. Changes are rare: each is written at once. */
final class JdbcMessageChanges {
    private static final String INSERT = "insert into guildline.message_change"
            + " (conversation_id, sequence, place, body, changed_at) values (?, ?, ?, ?, ?)";
    private static final String SELECT =
            "select c.conversation_id, c.sequence, c.place, c.body, c.changed_at from guildline.message_change c ";

    private final Sql sql;

    JdbcMessageChanges(Sql sql) {
        this.sql = sql;
    }

    void add(MessageChange change) {
        MessageId id = change.message();
        sql.update(
                () -> new IllegalStateException("change " + change.number() + " of journal entry " + id
                        + " cannot be kept: there is one of that number, or no such entry"),
                INSERT,
                id.conversation().value(),
                id.sequence(),
                change.number(),
                change instanceof MessageChange.Edited edited ? BodyJson.write(edited.body()) : null,
                change.at());
    }

    List<MessageChange> of(MessageId id) {
        return sql.list(
                JdbcMessageChanges::read,
                SELECT + "where c.conversation_id = ? and c.sequence = ? order by c.place",
                id.conversation().value(),
                id.sequence());
    }

    List<MessageChange> of(ConversationId conversation, long after) {
        return sql.list(
                JdbcMessageChanges::read,
                SELECT + "where c.conversation_id = ? and c.sequence > ? order by c.sequence, c.place",
                conversation.value(),
                after);
    }

    private static MessageChange read(Row row) throws SQLException {
        MessageId id = new MessageId(new ConversationId(row.text("conversation_id")), row.number("sequence"));
        int number = Math.toIntExact(row.number("place"));
        Optional<String> body = row.textIfAny("body");
        return body.isPresent()
                ? new MessageChange.Edited(id, number, BodyJson.read(body.get()), row.moment("changed_at"))
                : new MessageChange.Deleted(id, number, row.moment("changed_at"));
    }
}
