package dev.guildline.adapter.http;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One gauge with what it shows at one moment. For one thread. */
final class Gauge {
    private final GaugeSnapshot.Builder gauge;

    Gauge(String name, String help) {
        gauge = GaugeSnapshot.builder().name(name).help(help);
    }

    static GaugeSnapshot of(String name, String help, double value) {
        return new Gauge(name, help).with(value).snapshot();
    }

    /** Adds a value, with the names and values of its labels. */
    Gauge with(double value, String... labels) {
        gauge.dataPoint(GaugeDataPointSnapshot.builder()
                .value(value)
                .labels(Labels.of(labels))
                .build());
        return this;
    }

    GaugeSnapshot snapshot() {
        return gauge.build();
    }
}
