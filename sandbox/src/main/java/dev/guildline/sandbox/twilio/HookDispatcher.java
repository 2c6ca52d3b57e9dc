package dev.guildline.sandbox.twilio;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
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

    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded; charset=utf-8");

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

    private final OkHttpClient http;
    private final Background background;
    private final StateGuard guard;
    private final FaultPlan faults;
    private final TwilioSignature signature;
    private final List<WebhookDelivery> deliveries = new ArrayList<>();
    private final Map<String, List<Hook>> heldBack = new HashMap<>();

    HookDispatcher(
            OkHttpClient http, Background background, StateGuard guard, FaultPlan faults, TwilioSignature signature) {
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
        Call call;
        try {
            call = http.newCall(request(hook));
        } catch (IllegalArgumentException badUrl) {
            record(hook, null, "not a URL that can be called", Duration.ZERO);
            return;
        }
        call.timeout().timeout(hook.limit().toMillis(), TimeUnit.MILLISECONDS);
        background.started();
        call.enqueue(new Answered(hook));
    }

    private final class Answered implements Callback {
        private final Hook hook;
        private final long start = System.nanoTime();

        Answered(Hook hook) {
            this.hook = hook;
        }

        @Override
        public void onResponse(Call call, Response answer) {
            answer.close();
            ended(answer.code(), null);
        }

        @Override
        public void onFailure(Call call, IOException failure) {
            ended(null, failure.getClass().getSimpleName());
        }

        private void ended(@Nullable Integer status, @Nullable String failure) {
            record(hook, status, failure, Duration.ofNanos(System.nanoTime() - start));
            release(hook.url());
            background.ended();
        }
    }

    private Request request(Hook hook) {
        Request.Builder out = new Request.Builder()
                .header("User-Agent", "TwilioProxy/1.1")
                .header("I-Twilio-Idempotency-Token", Sids.next("").substring(0, 32));
        if (hook.method().equalsIgnoreCase("GET")) {
            String url = hook.url() + (hook.url().indexOf('?') < 0 ? "?" : "&") + FormText.write(hook.parameters());
            return out.url(url)
                    .header("X-Twilio-Signature", signature.ofUrl(url))
                    .build();
        }
        return out.url(hook.url())
                .header("X-Twilio-Signature", signature.ofForm(hook.url(), hook.parameters()))
                .post(RequestBody.create(FormText.write(hook.parameters()), FORM))
                .build();
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
