package dev.guildline.adapter.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.health.HealthCheck.Health;
import dev.guildline.core.port.webhook.WebhookReply;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: every part can do its work; 503 and the parts that
 * cannot otherwise. Thread-safe.
 */
final class HealthRoutes {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final List<Probe> probes;

    HealthRoutes(List<HealthCheck> checks) {
        this.probes = checks.stream().map(Probe::new).toList();
    }

    void mountOn(RoutesConfig routes) {
        for (String path : List.of(LIVE, READY)) {
            routes.before(path, context -> {
                String method = context.req().getMethod();
                if (!method.equals("GET") && !method.equals("HEAD")) {
                    Answers.refuseMethod(context, "GET, HEAD");
                    context.skipRemainingHandlers();
                }
            });
        }
        routes.get(LIVE, context -> Answers.send(context, WebhookReply.json("{\"live\":true}")));
        routes.get(READY, context -> context.future(() -> ready(context)));
        routes.head(LIVE, context -> Answers.send(context, WebhookReply.json("{\"live\":true}")));
        routes.head(READY, context -> context.future(() -> ready(context)));
    }

    private CompletableFuture<Void> ready(Context context) {
        Executor threads = context.req().getAsyncContext()::start;
        List<CompletableFuture<Health>> asked =
                probes.stream().map(probe -> probe.ask(threads)).toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenAcceptAsync(
                        all -> Answers.send(
                                context,
                                report(asked.stream()
                                        .map(CompletableFuture::join)
                                        .toList())),
                        threads);
    }

    private WebhookReply report(List<Health> healths) {
        ObjectNode report = JSON.createObjectNode();
        ArrayNode checks = JSON.createArrayNode();
        List<String> notReady = new ArrayList<>();
        for (int i = 0; i < healths.size(); i++) {
            Health health = healths.get(i);
            String name = probes.get(i).check.name();
            checks.addObject().put("name", name).put("ready", health.ready()).put("detail", health.detail());
            if (!health.ready()) {
                notReady.add(name);
            }
        }
        if (!notReady.isEmpty()) {
            report.put("type", "about:blank").put("title", "Not ready").put("status", 503);
            report.put("detail", notReady.stream().collect(Collectors.joining(", ", "Not ready: ", "")));
        }
        report.put("ready", notReady.isEmpty()).set("checks", checks);
        return notReady.isEmpty()
                ? WebhookReply.json(report.toString())
                : new WebhookReply(503, "application/problem+json", report.toString());
    }

    /** A check that is asked once at a time, so that one that hangs costs one thread and not one for each request. */
    private static final class Probe {
        private final HealthCheck check;
        private @Nullable CompletableFuture<Health> running;

        Probe(HealthCheck check) {
            this.check = check;
        }

        synchronized CompletableFuture<Health> ask(Executor threads) {
            CompletableFuture<Health> current = running;
            if (current == null || current.isDone()) {
                current = CompletableFuture.supplyAsync(check::check, threads)
                        .exceptionally(failure -> new Health(false, "the check itself failed"));
                running = current;
            }
            return current.copy()
                    .completeOnTimeout(
                            new Health(false, "no answer within " + PATIENCE.toSeconds() + " s"),
                            PATIENCE.toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }
}
