package dev.guildline.adapter.persistence;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.port.store.Outbox;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.NewDelivery;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The outbox inside one transaction; what is promised and changed reaches the database with {@link #flush}. */
final class JdbcOutbox implements Outbox {
    private static final String INSERT = "insert into guildline.delivery (conversation_id, side, errand, only_in_epoch,"
            + " state, attempts, first_attempt_at, note, missed, created_at, id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String UPDATE =
            "update guildline.delivery set only_in_epoch = ?, state = ?, attempts = ?, first_attempt_at = ?, note = ?,"
                    + " missed = ? where id = ?";
    private static final String SELECT = "select id, conversation_id, side, errand, only_in_epoch, state, attempts,"
            + " first_attempt_at, note, created_at, missed from guildline.delivery ";

    private final Sql sql;
    private final Sequence ids;
    private final Map<DeliveryId, Delivery> added = new TreeMap<>();
    private final Map<DeliveryId, Delivery> changed = new TreeMap<>();

    JdbcOutbox(Sql sql, Sequence ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public Delivery add(NewDelivery promised, Instant now) {
        Delivery pending = new Delivery(
                new DeliveryId(ids.next()),
                promised.conversation(),
                promised.side(),
                promised.errand(),
                promised.onlyInEpochOrNull(),
                DeliveryState.PENDING,
                0,
                null,
                "",
                now,
                false);
        added.put(pending.id(), pending);
        return pending;
    }

    @Override
    public void save(Delivery delivery) {
        if (added.replace(delivery.id(), delivery) == null) {
            changed.put(delivery.id(), delivery);
        }
    }

    @Override
    public Optional<Delivery> find(DeliveryId id) {
        if (added.containsKey(id)) {
            return Optional.ofNullable(added.get(id));
        }
        // A change is flushed, not handed back: only state, attempts and note of it are kept.
        flush();
        return sql.first(JdbcOutbox::read, SELECT + "where id = ?", id.value());
    }

    @Override
    public List<Delivery> list(DeliveryState state, DeliveryId after, int limit) {
        flush();
        return sql.list(
                JdbcOutbox::read,
                SELECT + "where state = ? and id > ? order by state, id fetch first " + Math.max(0, limit)
                        + " rows only",
                Codes.DELIVERY_STATE.code(state),
                after.value());
    }

    @Override
    public List<Delivery> of(ConversationId conversation) {
        flush();
        return sql.list(
                JdbcOutbox::read,
                SELECT + "where conversation_id = ? order by conversation_id, id",
                conversation.value());
    }

    void flush() {
        if (!added.isEmpty()) {
            DeliveryId first = added.keySet().iterator().next();
            List<@Nullable Object[]> rows =
                    added.values().stream().map(JdbcOutbox::row).toList();
            added.clear();
            sql.batch(
                    () -> new IllegalStateException("delivery " + first
                            + " (or one promised with it) cannot be kept: its conversation was never added"),
                    INSERT,
                    rows);
        }
        if (!changed.isEmpty()) {
            List<Delivery> deliveries = new ArrayList<>(changed.values());
            changed.clear();
            int[] counts = sql.batch(
                    () -> new IllegalStateException("deliveries cannot be kept"),
                    UPDATE,
                    deliveries.stream().map(JdbcOutbox::changes).toList());
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) {
                    throw new IllegalStateException(
                            "delivery " + deliveries.get(i).id() + " cannot be saved: it was never added");
                }
            }
        }
    }

    private static @Nullable Object[] row(Delivery delivery) {
        return new @Nullable Object[] {
            delivery.conversation().value(),
            Codes.SIDE.code(delivery.side()),
            ErrandJson.write(delivery.errand()),
            delivery.onlyInEpoch().map(Epoch::value).orElse(null),
            Codes.DELIVERY_STATE.code(delivery.state()),
            delivery.attempts(),
            delivery.firstAttemptAtOrNull(),
            delivery.note(),
            delivery.missed(),
            delivery.createdAt(),
            delivery.id().value()
        };
    }

    private static @Nullable Object[] changes(Delivery delivery) {
        return new @Nullable Object[] {
            delivery.onlyInEpoch().map(Epoch::value).orElse(null),
            Codes.DELIVERY_STATE.code(delivery.state()),
            delivery.attempts(),
            delivery.firstAttemptAtOrNull(),
            delivery.note(),
            delivery.missed(),
            delivery.id().value()
        };
    }

    private static Delivery read(Row row) throws SQLException {
        return new Delivery(
                new DeliveryId(row.number("id")),
                new ConversationId(row.text("conversation_id")),
                Codes.SIDE.constant(row.text("side")),
                ErrandJson.read(row.text("errand")),
                row.numberIfAny("only_in_epoch").map(Epoch::new).orElse(null),
                Codes.DELIVERY_STATE.constant(row.text("state")),
                row.count("attempts"),
                row.momentIfAny("first_attempt_at").orElse(null),
                row.text("note"),
                row.moment("created_at"),
                row.flag("missed"));
    }
}
