package dev.guildline.sandbox.twilio;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Calls webhooks: signed forms, each an HTTP call of its own, so that they may overtake one another. An answer that
 * takes too long counts as none; nothing is repeated.
 */
final class HookDispatcher {
    /** Time limit of Conversations webhooks. */
    static final Duration CONVERSATIONS_LIMIT = Duration.ofSeconds(5);

    /** Time limit of TaskRouter event callbacks. */
    static final Duration TASK_ROUTER_LIMIT = Duration.ofSeconds(15);

    /**
     * One call to make.
     *
     * @param url where to
     * @param method GET or POST
     * @param event the event's name
     * @param subject the conversation or task it is about
     * @param parameters the fields
     * @param limit how long the answer may take
     */
    record Hook(
            String url, String method, String event, String subject, Map<String, String> parameters, Duration limit) {}

    private final HttpClient http;
    private final Background background;
    private final StateGuard guard;
    private final FaultPlan faults;
    private final TwilioSignature signature;
    private final List<WebhookDelivery> deliveries = new ArrayList<>();
    private final Map<String, List<Hook>> heldBack = new HashMap<>();

    HookDispatcher(
            HttpClient http, Background background, StateGuard guard, FaultPlan faults, TwilioSignature signature) {
        this.http = http;
        this.background = background;
        this.guard = guard;
        this.faults = faults;
        this.signature = signature;
    }

    /** Makes the call soon, on another thread. */
    void dispatch(Hook hook) {
        FaultPlan.HookFault fault = faults.forDelivery(hook.event());
        switch (fault.kind()) {
            case DROP -> record(hook, null, "dropped on demand", Duration.ZERO);
            case DUPLICATE -> {
                background.run(() -> send(hook));
                Map<String, String> again = new LinkedHashMap<>(hook.parameters());
                again.replace("RetryCount", "1");
                Hook second = new Hook(hook.url(), hook.method(), hook.event(), hook.subject(), again, hook.limit());
                background.run(() -> send(second));
            }
            case HOLD_BACK -> {
                synchronized (heldBack) {
                    heldBack.computeIfAbsent(hook.url(), absent -> new ArrayList<>())
                            .add(hook);
                }
            }
            case NONE -> {
                if (fault.delay().isZero()) {
                    background.run(() -> send(hook));
                } else {
                    background.later(fault.delay(), () -> send(hook));
                }
            }
        }
    }

    List<WebhookDelivery> deliveries() {
        synchronized (deliveries) {
            return List.copyOf(deliveries);
        }
    }

    void clear() {
        synchronized (deliveries) {
            deliveries.clear();
        }
    }

    private void send(Hook hook) {
        long start = System.nanoTime();
        try {
            HttpRequest request = request(hook);
            background.started();
            var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        Duration took = Duration.ofNanos(System.nanoTime() - start);
                        if (failure == null) {
                            record(hook, answer.statusCode(), null, took);
                        } else {
                            record(hook, null, failure.getClass().getSimpleName(), took);
                        }
                        release(hook.url());
                        background.ended();
                    });
        } catch (IllegalArgumentException badUrl) {
            record(hook, null, "not a URL that can be called", Duration.ZERO);
        } catch (RejectedExecutionException closed) {
            record(hook, null, "the sandbox is closing", Duration.ZERO);
            background.ended();
        }
    }

    private HttpRequest request(Hook hook) {
        if (hook.method().equalsIgnoreCase("GET")) {
            String url = hook.url() + (hook.url().indexOf('?') < 0 ? "?" : "&") + FormText.write(hook.parameters());
            return start(url, hook)
                    .header("X-Twilio-Signature", signature.ofUrl(url))
                    .GET()
                    .build();
        }
        return start(hook.url(), hook)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", signature.ofForm(hook.url(), hook.parameters()))
                .POST(HttpRequest.BodyPublishers.ofString(FormText.write(hook.parameters())))
                .build();
    }

    private static HttpRequest.Builder start(String url, Hook hook) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(hook.limit())
                .header("User-Agent", "TwilioProxy/1.1")
                .header("I-Twilio-Idempotency-Token", Sids.next("").substring(0, 32));
    }

    /** Sends what waited for a delivery to this URL to be answered. */
    private void release(String url) {
        List<Hook> waiting;
        synchronized (heldBack) {
            waiting = heldBack.remove(url);
        }
        if (waiting != null) {
            waiting.forEach(hook -> background.run(() -> send(hook)));
        }
    }

    private void record(Hook hook, @Nullable Integer status, @Nullable String failure, Duration took) {
        synchronized (deliveries) {
            deliveries.add(new WebhookDelivery(
                    Instant.now(), hook.event(), hook.url(), hook.parameters(), hook.subject(), status, failure, took));
        }
        guard.changed(TwilioChange.Kind.WEBHOOK, hook.subject());
    }
}
