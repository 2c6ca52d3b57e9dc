package dev.guildline.adapter.http;

import dev.guildline.adapter.http.Remembered.Answer;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the store has that is not done with, and how old that knowledge is. What is too old is left out. */
final class BacklogGauges implements MultiCollector {
    private final Remembered<Backlog> cache;
    private final InstantSource clock;

    BacklogGauges(Remembered<Backlog> cache, InstantSource clock) {
        this.cache = cache;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        Optional<Answer<Backlog>> counted = cache.look();
        List<MetricSnapshot> shown = new ArrayList<>();
        double age = counted.map(known -> known.age(clock)).orElse(Double.POSITIVE_INFINITY);
        shown.add(Gauge.of(
                "guildline_backlog_age_seconds",
                "How long ago the store was asked for the figures of the backlog; they are left out after a minute.",
                age));
        counted.filter(known -> age <= Remembered.TOO_OLD.toSeconds())
                .ifPresent(known -> shown.addAll(of(known.value())));
        return new MetricSnapshots(shown);
    }

    private List<GaugeSnapshot> of(Backlog backlog) {
        Gauge conversations = new Gauge("guildline_open_conversations", "Open conversations, of all processes.");
        for (ConversationStatus status : ConversationStatus.values()) {
            if (status != ConversationStatus.CLOSED) {
                conversations.with((double) backlog.open().getOrDefault(status, 0L), "status", EnumLabels.of(status));
            }
        }
        Gauge deliveries = new Gauge(
                "guildline_backlog_deliveries",
                "Deliveries in the store that have not arrived, of all processes; at most 10000 of a state are counted.");
        for (Side side : Side.values()) {
            for (DeliveryState state : DeliveryState.values()) {
                if (state != DeliveryState.DELIVERED) {
                    deliveries.with(
                            (double) backlog.deliveries().getOrDefault(new Backlog.At(side, state), 0L),
                            "side",
                            EnumLabels.of(side),
                            "state",
                            EnumLabels.of(state));
                }
            }
        }
        return List.of(
                conversations.snapshot(),
                deliveries.snapshot(),
                Gauge.of(
                        "guildline_backlog_oldest_pending_seconds",
                        "How long ago the oldest pending delivery in the store was promised; 0 if there is none.",
                        backlog.oldestPending()
                                .map(promised -> RelayGauges.age(promised, clock.instant()))
                                .orElse(0.0)),
                Gauge.of(
                        "guildline_intake_paused", "1 while no new conversations are taken.", backlog.paused() ? 1 : 0),
                Gauge.of("guildline_blocked_customers", "Customers that are kept out.", (double) backlog.blocked()));
    }
}
