package dev.guildline.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.usecase.Admission;
import dev.guildline.core.usecase.Operations;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * What operators need while Guildline runs, under {@code /api/v1}: the pause of the intake, blocks of customers, and
 * deliveries that did not arrive. Every call but the one for its description has to show the token. Immutable.
 */
public final class OperationsApi {
    /** Where the description of the API is served, without a token. */
    public static final String DESCRIPTION = "/api/v1/openapi.json";

    private static final System.Logger LOG = System.getLogger(OperationsApi.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAUSE = "/api/v1/intake/pause";
    private static final String BLOCKS = "/api/v1/blocks";
    private static final String BLOCK = BLOCKS + "/{customer}";
    private static final String DELIVERIES = "/api/v1/deliveries";
    private static final String RETRY = DELIVERIES + "/{delivery}/retry";

    private final ApiToken token;
    private final Admission admission;
    private final Operations operations;

    /**
     * Makes it.
     *
     * @param token what callers have to show
     * @param admission who may come in
     * @param operations the deliveries
     */
    public OperationsApi(ApiToken token, Admission admission, Operations operations) {
        this.token = token;
        this.admission = admission;
        this.operations = operations;
    }

    /** Answers a call; may refuse it by an exception. */
    @FunctionalInterface
    private interface Answer extends Function<ApiCall, CompletionStage<WebhookReply>> {}

    void mountOn(RoutesConfig routes, Duration within) {
        String description = description();
        routes.get(DESCRIPTION, context -> Answers.send(context, WebhookReply.json(description)));
        mount(routes, within, PAUSE, Map.of("GET", this::paused, "PUT", this::pause, "DELETE", this::resume));
        mount(routes, within, BLOCKS, Map.of("GET", this::blocks));
        mount(routes, within, BLOCK, Map.of("PUT", this::block, "DELETE", this::unblock));
        mount(routes, within, DELIVERIES, Map.of("GET", this::deliveries));
        mount(routes, within, RETRY, Map.of("POST", this::retry));
    }

    private void mount(RoutesConfig routes, Duration within, String path, Map<String, Answer> answers) {
        // The token before anything else, and the method itself: routing believes a header that claims another one.
        routes.before(path, context -> {
            if (!token.admits(context)) {
                context.skipRemainingHandlers();
            } else if (!answers.containsKey(context.req().getMethod())) {
                Answers.refuseMethod(
                        context,
                        String.join(", ", answers.keySet().stream().sorted().toList()));
                context.skipRemainingHandlers();
            }
        });
        answers.forEach((method, answer) -> {
            switch (method) {
                case "GET" -> routes.get(path, context -> take(context, answer, within));
                case "PUT" -> routes.put(path, context -> take(context, answer, within));
                case "POST" -> routes.post(path, context -> take(context, answer, within));
                default -> routes.delete(path, context -> take(context, answer, within));
            }
        });
    }

    private static void take(Context context, Answer answer, Duration within) {
        CompletionStage<WebhookReply> made;
        try {
            made = answer.apply(new ApiCall(context, within));
        } catch (ApiRefusal refusal) {
            Answers.send(context, refusal.reply());
            return;
        }
        context.future(() -> made.toCompletableFuture()
                .copy()
                .orTimeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (reply, failure) -> {
                            Answers.send(context, failure == null ? reply : failed(context, failure));
                            return null;
                        },
                        context.req().getAsyncContext()::start));
    }

    private static WebhookReply failed(Context context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof IllegalArgumentException) {
            return WebhookReply.problem(400, "Bad request", String.valueOf(cause.getMessage()));
        }
        LOG.log(
                Level.ERROR,
                "Request {0} to the API failed: {1}",
                Answers.requestId(context),
                cause.getClass().getName());
        return WebhookReply.problem(
                503, "Service unavailable", "It is not known whether this was kept. Look, and send it again if not.");
    }

    private CompletionStage<WebhookReply> paused(ApiCall call) {
        return admission
                .paused()
                .thenApply(pause -> json(pause.map(OperationsApi::view)
                        .orElseGet(() -> JSON.createObjectNode().put("paused", false))));
    }

    private CompletionStage<WebhookReply> pause(ApiCall call) {
        JsonNode body = call.object(Set.of("reason", "by"));
        return admission
                .pause(ApiCall.text(body, "reason"), ApiCall.text(body, "by"))
                .thenApply(pause -> json(view(pause)));
    }

    private CompletionStage<WebhookReply> resume(ApiCall call) {
        return admission.resume().thenApply(ended -> goneOr(ended, "The intake is not paused."));
    }

    private CompletionStage<WebhookReply> blocks(ApiCall call) {
        return admission.blocks(call.limit()).thenApply(all -> list("blocks", all, OperationsApi::view));
    }

    private CompletionStage<WebhookReply> block(ApiCall call) {
        CustomerId customer = new CustomerId(call.part("customer"));
        JsonNode body = call.object(Set.of("reason", "by", "until"));
        return admission
                .block(
                        customer,
                        ApiCall.text(body, "reason"),
                        ApiCall.text(body, "by"),
                        ApiCall.moment(body, "until").orElse(null))
                .thenApply(block -> json(view(block)));
    }

    private CompletionStage<WebhookReply> unblock(ApiCall call) {
        return admission
                .unblock(new CustomerId(call.part("customer")))
                .thenApply(lifted -> goneOr(lifted, "That customer is not blocked."));
    }

    private CompletionStage<WebhookReply> deliveries(ApiCall call) {
        return operations
                .deliveries(call.oneOf("state", DeliveryState.class), call.limit())
                .thenApply(all -> list("deliveries", all, OperationsApi::view));
    }

    private CompletionStage<WebhookReply> retry(ApiCall call) {
        return operations
                .retry(new DeliveryId(call.number("delivery")))
                .thenApply(again -> goneOr(again, "There is no such delivery that is parked, refused or unknown."));
    }

    private static WebhookReply goneOr(boolean done, String detail) {
        return done ? WebhookReply.NO_CONTENT : WebhookReply.problem(404, "Not found", detail);
    }

    private static WebhookReply json(JsonNode node) {
        return WebhookReply.json(node.toString());
    }

    private static <T> WebhookReply list(String name, List<T> all, Function<T, ObjectNode> view) {
        ArrayNode items = JSON.createArrayNode();
        all.forEach(one -> items.add(view.apply(one)));
        return json(JSON.createObjectNode().set(name, items));
    }

    private static ObjectNode view(Pause pause) {
        return JSON.createObjectNode()
                .put("paused", true)
                .put("reason", pause.reason())
                .put("by", pause.by())
                .put("since", pause.since().toString());
    }

    private static ObjectNode view(Block block) {
        ObjectNode view = JSON.createObjectNode()
                .put("customer", block.customer().value())
                .put("reason", block.reason())
                .put("by", block.by())
                .put("since", block.since().toString());
        block.until().ifPresent(until -> view.put("until", until.toString()));
        return view;
    }

    /** What went where and how it ended; nothing of what was said. */
    private static ObjectNode view(Delivery delivery) {
        return JSON.createObjectNode()
                .put("delivery", delivery.id().value())
                .put("conversation", delivery.conversation().value())
                .put("side", delivery.side().name().toLowerCase(Locale.ROOT))
                .put("state", delivery.state().name().toLowerCase(Locale.ROOT))
                .put("attempts", delivery.attempts())
                .put("note", delivery.note())
                .put("promised", delivery.createdAt().toString());
    }

    private static String description() {
        try (InputStream in = OperationsApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing in the jar of this adapter");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("openapi.json cannot be read from the jar of this adapter", e);
        }
    }
}
