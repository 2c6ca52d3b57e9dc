package dev.guildline.adapter.persistence;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.CountsBacklog;
import dev.guildline.core.relay.DeliveryState;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts what is not done with, in one statement that follows indexes. */
final class JdbcBacklog {
    private static final String COUNT = "select 'conversation' as what, status as state, '' as side, count(*) as n,"
            + " cast(null as timestamp with time zone) as oldest from guildline.conversation"
            + " where status in (?, ?, ?) group by status"
            + " union all select 'delivery', state, side, count(*), min(created_at) from ("
            + ends("id") + " union all " + ends("id desc") + " union all " + ends("id desc") + " union all "
            + ends("id desc") + ") looked where note not like ? group by state, side"
            + " union all select 'block', '', '', count(*), null from guildline.customer_block"
            + " where blocked_until is null or blocked_until > ?"
            + " union all select 'pause', '', '', count(*), null from guildline.intake_pause";

    private JdbcBacklog() {}

    private static String ends(String order) {
        String direction = order.endsWith("desc") ? "state desc, " : "state, ";
        return "(select state, side, note, created_at from guildline.delivery where state = ? order by " + direction
                + order + " fetch first " + CountsBacklog.MOST + " rows only)";
    }

    private record Line(
            String what,
            String state,
            String side,
            long count,
            @Nullable Instant oldest) {}

    static Backlog count(Sql sql, Instant now) {
        List<Line> lines = sql.list(
                JdbcBacklog::read,
                COUNT,
                Codes.STATUS.code(ConversationStatus.WITH_VIRTUAL_AGENT),
                Codes.STATUS.code(ConversationStatus.WAITING_FOR_AGENT),
                Codes.STATUS.code(ConversationStatus.WITH_AGENT),
                Codes.DELIVERY_STATE.code(DeliveryState.PENDING),
                Codes.DELIVERY_STATE.code(DeliveryState.REFUSED),
                Codes.DELIVERY_STATE.code(DeliveryState.UNKNOWN),
                Codes.DELIVERY_STATE.code(DeliveryState.PARKED),
                Refusal.SUPERSEDED + "%",
                now);
        Map<ConversationStatus, Long> open = new EnumMap<>(ConversationStatus.class);
        Map<Backlog.At, Long> deliveries = new HashMap<>();
        Optional<Instant> oldest = Optional.empty();
        boolean paused = false;
        long blocked = 0;
        for (Line line : lines) {
            switch (line.what()) {
                case "conversation" -> open.put(Codes.STATUS.constant(line.state()), line.count());
                case "delivery" -> {
                    Backlog.At at = new Backlog.At(
                            Codes.SIDE.constant(line.side()), Codes.DELIVERY_STATE.constant(line.state()));
                    deliveries.put(at, line.count());
                    if (at.state() == DeliveryState.PENDING) {
                        oldest = earlier(oldest, line.oldest());
                    }
                }
                case "block" -> blocked = line.count();
                default -> paused = line.count() > 0;
            }
        }
        return new Backlog(open, deliveries, oldest.orElse(null), paused, blocked);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, @Nullable Instant other) {
        return Optional.ofNullable(other)
                .filter(moment -> one.isEmpty() || moment.isBefore(one.get()))
                .or(() -> one);
    }

    private static Line read(Row row) throws SQLException {
        return new Line(
                row.text("what"),
                row.text("state"),
                row.text("side"),
                row.number("n"),
                row.momentIfAny("oldest").orElse(null));
    }
}
