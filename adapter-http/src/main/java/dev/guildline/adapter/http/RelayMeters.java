package dev.guildline.adapter.http;

import dev.guildline.core.GuildlineListener;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Commit;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.RetryCause;
import dev.guildline.core.relay.Side;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Counts what the relay and its journal do. Thread-safe. */
final class RelayMeters implements GuildlineListener {
    private static final double[] DELIVERY_SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800
    };
    private static final double[] COMMIT_SECONDS = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
    private static final Set<DeliveryState> ENDS = EnumSet.complementOf(EnumSet.of(DeliveryState.PENDING));
    private static final double[] COMMIT_WORKS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final InstantSource clock;
    private final Map<Side, CounterDataPoint> promised;
    private final Map<Side, Map<DeliveryState, CounterDataPoint>> ended;
    private final Map<Side, Map<Refusal, CounterDataPoint>> refused;
    private final Map<Side, Map<RetryCause, CounterDataPoint>> retries;
    private final Map<Side, DistributionDataPoint> delivered;
    private final Map<AuthorKind, CounterDataPoint> entries;
    private final Counter repetitions;
    private final Histogram commits;
    private final Histogram works;
    private final CounterDataPoint failedCommits;
    private final CounterDataPoint unclearCommits;

    RelayMeters(PrometheusRegistry registry, InstantSource clock) {
        this.clock = clock;
        promised = EnumLabels.counters(
                counter(registry, "guildline_deliveries_promised", "Deliveries promised by this process.", "side"),
                Side.class);
        Counter ends = counter(
                registry,
                "guildline_deliveries_ended",
                "Deliveries that this process has brought to an end.",
                "side",
                "state");
        ended = EnumLabels.counters(ends, Side.class, ENDS);
        refused = EnumLabels.counters(
                counter(
                        registry,
                        "guildline_deliveries_refused",
                        "Why the far side will never take a delivery; superseded ones were out of date and not sent.",
                        "side",
                        "reason"),
                Side.class,
                EnumSet.allOf(Refusal.class));
        retries = EnumLabels.counters(
                counter(
                        registry,
                        "guildline_delivery_retries",
                        "Attempts that came to nothing and are followed by another one.",
                        "side",
                        "cause"),
                Side.class,
                EnumSet.allOf(RetryCause.class));
        delivered = EnumLabels.histograms(
                Histogram.builder()
                        .name("guildline_delivery_duration_seconds")
                        .help("From the promise of a delivery to the moment its arrival was kept.")
                        .labelNames("side")
                        .classicOnly()
                        .classicUpperBounds(DELIVERY_SECONDS)
                        .withoutExemplars()
                        .register(registry),
                Side.class);
        entries = EnumLabels.counters(
                counter(registry, "guildline_messages", "Messages that this process has put into journals.", "author"),
                AuthorKind.class);
        repetitions = Counter.builder()
                .name("guildline_repeated_events")
                .help("Events that this process heard again, which did nothing.")
                .withoutExemplars()
                .register(registry);
        commits = Histogram.builder()
                .name("guildline_commit_duration_seconds")
                .help("How long a transaction took that writes, from its beginning until it was on the disk.")
                .classicOnly()
                .classicUpperBounds(COMMIT_SECONDS)
                .withoutExemplars()
                .register(registry);
        works = Histogram.builder()
                .name("guildline_commit_works")
                .help("How many pieces of work shared a transaction.")
                .classicOnly()
                .classicUpperBounds(COMMIT_WORKS)
                .withoutExemplars()
                .register(registry);
        Counter failures = counter(
                registry,
                "guildline_commit_failures",
                "Transactions that failed, or of which it is unclear whether they did.",
                "outcome");
        failedCommits = failures.labelValues("failed");
        unclearCommits = failures.labelValues("unclear");
    }

    private static Counter counter(PrometheusRegistry registry, String name, String help, String... labels) {
        return Counter.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void committed(Commit commit) {
        commits.observe(commit.took().toNanos() / 1e9);
        works.observe(commit.works());
        if (commit.repetitions() > 0) {
            repetitions.inc(commit.repetitions());
        }
        for (Message entry : commit.entries()) {
            add(entries, entry.author().kind());
        }
        for (Delivery delivery : commit.promised()) {
            add(promised, delivery.side());
        }
    }

    @Override
    public void commitFailed(boolean unclear) {
        (unclear ? unclearCommits : failedCommits).inc();
    }

    @Override
    public void deliveryEnded(Delivery delivery) {
        add(at(ended, delivery), delivery.state());
        if (delivery.state() == DeliveryState.DELIVERED) {
            DistributionDataPoint durations = delivered.get(delivery.side());
            if (durations != null) {
                long millis =
                        Duration.between(delivery.createdAt(), clock.instant()).toMillis();
                durations.observe(Math.max(0, millis) / 1e3);
            }
        }
        delivery.refusal().ifPresent(reason -> add(at(refused, delivery), reason));
    }

    @Override
    public void deliveryPostponed(Delivery delivery, RetryCause cause) {
        add(at(retries, delivery), cause);
    }

    private static <K> Map<K, CounterDataPoint> at(Map<Side, Map<K, CounterDataPoint>> counters, Delivery delivery) {
        return counters.getOrDefault(delivery.side(), Map.of());
    }

    /** Every constant has its counter from the start. */
    private static <K> void add(Map<K, CounterDataPoint> counters, K key) {
        CounterDataPoint counter = counters.get(key);
        if (counter != null) {
            counter.inc();
        }
    }
}
