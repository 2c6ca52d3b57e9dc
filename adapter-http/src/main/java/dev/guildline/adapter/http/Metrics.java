package dev.guildline.adapter.http;

import dev.guildline.core.GuildlineListener;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.store.Backlog;
import dev.guildline.core.port.store.CountsBacklog;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.relay.RelayFigures;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a running process, for Prometheus. Put together before Guildline is, told about its parts as they come
 * to be, and shown by a {@link MetricsPage}. Counting takes well under a microsecond; what is in memory is looked at when
 * the page is, and what is in the store at most once in five seconds, without anybody waiting for it longer than a
 * moment. Nothing in it names a customer. Thread-safe.
 *
 * <pre>{@code
 * Metrics metrics = new Metrics(InstantSource.system());
 * Guildline guildline = Guildline.builder().channel(channel).store(stores).listener(metrics.listener()).build();
 * metrics.watch(guildline.operations()::figures);
 * metrics.watch(stores);
 * }</pre>
 */
public final class Metrics implements AutoCloseable {
    private static final double[] CALL_SECONDS = {0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 15};
    private static final double[] WEBHOOK_SECONDS = {0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5};
    private static final double[] TURN_SECONDS = {0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final InstantSource clock;
    private final Duration patience;
    private final RelayMeters relay;
    private final Histogram calls;
    private final Histogram webhooks;
    private final Histogram turns;
    private final List<Remembered<?>> caches = new CopyOnWriteArrayList<>();

    /**
     * Makes one.
     *
     * @param clock tells the time
     */
    public Metrics(InstantSource clock) {
        this(clock, PATIENCE);
    }

    /** As {@link #Metrics(InstantSource)}; how long whoever looks waits for what has to be asked for elsewhere. */
    Metrics(InstantSource clock, Duration patience) {
        this.patience = patience;
        this.clock = clock;
        relay = new RelayMeters(registry, clock);
        calls = histogram(
                "guildline_adapter_call_duration_seconds",
                "Calls of adapters to what they connect.",
                CALL_SECONDS,
                "adapter",
                "kind",
                "outcome");
        webhooks = histogram(
                "guildline_webhook_duration_seconds",
                "Webhooks that were answered, from the request to the answer.",
                WEBHOOK_SECONDS,
                "route",
                "status");
        turns = histogram(
                "guildline_virtual_agent_turn_duration_seconds",
                "Turns of the virtual agent.",
                TURN_SECONDS,
                "outcome");
        JvmMemoryMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    private Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars()
                .register(registry);
    }

    /**
     * Counts what happens in conversations: for {@code GuildlineBuilder.listener}.
     *
     * @return always the same
     */
    public GuildlineListener listener() {
        return relay;
    }

    /**
     * Counts what an adapter calls.
     *
     * @param adapter a short name, for example {@code twilio}
     * @return whom the adapter is to tell
     */
    public CallObserver calls(String adapter) {
        return (kind, outcome, took) ->
                calls.labelValues(adapter, kind, EnumLabels.of(outcome)).observe(took.toNanos() / 1e9);
    }

    /**
     * Measures a virtual agent.
     *
     * @param virtualAgent who answers
     * @return one that answers the same
     */
    public VirtualAgent measured(VirtualAgent virtualAgent) {
        return turn -> {
            long begun = System.nanoTime();
            String outcome = "failed";
            try {
                VirtualAgentReply reply = virtualAgent.reply(turn);
                outcome = outcome(reply);
                return reply;
            } finally {
                turns.labelValues(outcome).observe((System.nanoTime() - begun) / 1e9);
            }
        };
    }

    private static String outcome(VirtualAgentReply reply) {
        if (reply instanceof VirtualAgentReply.Answer) {
            return "answer";
        } else if (reply instanceof VirtualAgentReply.SuggestArticles) {
            return "articles";
        } else if (reply instanceof VirtualAgentReply.ProposeHandoff proposal) {
            return proposal.customerAsked() ? "handoff" : "handoff_question";
        }
        return "abstain";
    }

    /**
     * Shows what the relay has to do. To be called once.
     *
     * @param figures as {@code guildline.operations()::figures}
     */
    public void watch(Supplier<RelayFigures> figures) {
        registry.register(new RelayGauges(figures, clock));
    }

    /**
     * Shows what is kept and not done with. To be called once.
     *
     * @param store where everything is kept
     */
    public void watch(CountsBacklog store) {
        Remembered<Backlog> cache = new Remembered<>("backlog", () -> store.backlog(clock.instant()), clock, patience);
        caches.add(cache);
        registry.register(new BacklogGauges(cache, clock));
    }

    /**
     * Shows which parts can do their work. To be called once.
     *
     * @param checks the parts
     */
    public void watch(List<HealthCheck> checks) {
        List<HealthCheck> parts = List.copyOf(checks);
        Remembered<Map<String, Boolean>> cache = new Remembered<>("readiness", () -> readiness(parts), clock, patience);
        caches.add(cache);
        GaugeWithCallback.builder()
                .name("guildline_part_ready")
                .help(
                        "1 for a part that can do its work, 0 for one that cannot; left out if it was not heard of lately.")
                .labelNames("part")
                .callback(callback -> cache.recent()
                        .ifPresent(
                                answer -> answer.value().forEach((part, ready) -> callback.call(ready ? 1 : 0, part))))
                .register(registry);
    }

    private static Map<String, Boolean> readiness(List<HealthCheck> parts) {
        Map<String, Boolean> readiness = new LinkedHashMap<>();
        for (HealthCheck part : parts) {
            boolean ready;
            try {
                ready = part.check().ready();
            } catch (RuntimeException e) {
                ready = false;
            }
            readiness.put(part.name(), ready);
        }
        return readiness;
    }

    /**
     * Shows figures of the embedding application's own, or of another part.
     *
     * @param name as Prometheus wants it: letters, digits and underscores, with its unit at the end
     * @param help what it is
     * @param label the name of the one label
     * @param values the figures by the value of the label, of which there must be few; asked whenever the page is looked
     *     at, from what is in memory
     * @throws IllegalArgumentException if the name is taken or cannot be used
     */
    public void gauge(String name, String help, String label, Supplier<Map<String, Long>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(callback -> values.get().forEach((key, value) -> callback.call((double) value, key)))
                .register(registry);
    }

    /** A webhook was answered. */
    void webhookAnswered(String route, int status, long tookNanos) {
        webhooks.labelValues(route, Integer.toString(status)).observe(tookNanos / 1e9);
    }

    /** All of it, as OpenMetrics if that is asked for, else in Prometheus' own form of text. */
    WebhookReply shown(@Nullable String accept) {
        ExpositionFormatWriter writer = formats.getOpenMetricsTextFormatWriter().accepts(accept)
                ? formats.getOpenMetricsTextFormatWriter()
                : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("metrics cannot be written", e);
        }
        return new WebhookReply(200, writer.getContentType(), out.toString(StandardCharsets.UTF_8));
    }

    /** Asks the store nothing more. */
    @Override
    public void close() {
        caches.forEach(Remembered::close);
    }
}
