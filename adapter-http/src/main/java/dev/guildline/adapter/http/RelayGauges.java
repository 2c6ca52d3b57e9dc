package dev.guildline.adapter.http;

import dev.guildline.core.relay.RelayFigures;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What this process has to deliver. Looked at once each time the page is: all of it is of one moment. */
final class RelayGauges implements MultiCollector {
    private static final String SIDE = "side";

    private final Supplier<RelayFigures> figures;
    private final InstantSource clock;

    RelayGauges(Supplier<RelayFigures> figures, InstantSource clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @Override
    public MetricSnapshots collect() {
        RelayFigures now = figures.get();
        Gauge pending = new Gauge(
                "guildline_relay_pending_deliveries",
                "Deliveries that this process has to make, those under way among them.");
        Gauge oldest = new Gauge(
                "guildline_relay_oldest_pending_seconds",
                "How long ago the oldest delivery was promised that this process has to make; 0 if there is none.");
        Gauge waiting = new Gauge(
                "guildline_relay_waiting_conversations",
                "Conversations whose next delivery has its time still to come: after a failure, or by the budget.");
        now.lanes().forEach((side, lane) -> {
            String name = EnumLabels.of(side);
            pending.with(lane.pending(), SIDE, name);
            oldest.with(
                    lane.oldest()
                            .map(promised -> age(promised, clock.instant()))
                            .orElse(0.0),
                    SIDE,
                    name);
            waiting.with(lane.retrying(), SIDE, name, "reason", "retry");
            waiting.with(lane.slowed(), SIDE, name, "reason", "budget");
        });
        return MetricSnapshots.of(
                Gauge.of(
                        "guildline_relay_active",
                        "1 if this process makes the deliveries, 0 if it stands by.",
                        now.active() ? 1 : 0),
                Gauge.of(
                        "guildline_relay_epoch",
                        "How often the role of the process that makes the deliveries had been taken when this one took it"
                                + " last; 0 if it never did, or has nobody beside it.",
                        (double) now.epoch()),
                Gauge.of(
                        "guildline_relay_deliveries_under_way",
                        "Deliveries that this process has begun and not ended.",
                        now.underWay()),
                pending.snapshot(),
                oldest.snapshot(),
                waiting.snapshot());
    }

    /** In seconds; moments of another machine's clock may lie ahead. */
    static double age(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis()) / 1e3;
    }
}
