package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One endpoint on its path: POST only, a body up to the cap, an answer in time. Thread-safe. */
final class WebhookRoute {
    private static final System.Logger LOG = System.getLogger(WebhookRoute.class.getName());

    private final WebhookEndpoint endpoint;
    private final Duration answerWithin;
    private final Answered answered;

    /** Told of every answer. */
    @FunctionalInterface
    interface Answered {
        void with(String route, int status, long tookNanos);
    }

    WebhookRoute(WebhookEndpoint endpoint, Duration answerWithin, Answered answered) {
        this.answered = answered;
        this.endpoint = endpoint;
        this.answerWithin = answerWithin;
    }

    void mountOn(RoutesConfig routes) {
        // The method is looked at before routing: routing believes a header that claims another method.
        routes.before(endpoint.path(), context -> {
            if (!context.req().getMethod().equals("POST")) {
                Answers.refuseMethod(context, "POST");
                context.skipRemainingHandlers();
            }
        });
        routes.post(endpoint.path(), this::take);
    }

    private void take(Context context) throws IOException {
        long begun = System.nanoTime();
        HttpServletRequest request = context.req();
        RequestBody body = RequestBody.read(
                request.getInputStream(), request.getContentLengthLong(), endpoint.largestBody(), answerWithin);
        if (body instanceof RequestBody.Whole whole) {
            WebhookRequest call = new WebhookRequest(
                    request.getRequestURI(), request.getQueryString(), headers(request), whole.bytes());
            context.future(() -> answer(context, call, begun));
        } else {
            WebhookReply refusal = refusal(body);
            send(context, refusal, begun);
        }
    }

    private WebhookReply refusal(RequestBody body) {
        if (body instanceof RequestBody.TooLarge) {
            return WebhookReply.problem(
                    413, "Content too large", "The body is larger than " + endpoint.largestBody() + " bytes.");
        } else if (body instanceof RequestBody.TooSlow) {
            return WebhookReply.problem(
                    408, "Request timeout", "The body was not there within " + answerWithin.toSeconds() + " s.");
        }
        return WebhookReply.problem(400, "Bad request", "The body broke off before its end. Send it again.");
    }

    private CompletableFuture<Void> answer(Context context, WebhookRequest call, long begun) {
        // The reply is written on a thread of the server, not on the one that completed the stage: a slow reader at
        // the far end must not hold up whoever that is.
        return reply(call)
                .orTimeout(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
                .handleAsync(
                        (reply, failure) -> {
                            send(context, failure == null ? reply : unavailable(context, failure), begun);
                            return null;
                        },
                        context.req().getAsyncContext()::start);
    }

    private void send(Context context, WebhookReply reply, long begun) {
        log(context, reply.status());
        answered.with(endpoint.path(), reply.status(), System.nanoTime() - begun);
        Answers.send(context, reply);
    }

    /** The endpoint's reply in a future of our own: running out of time must not complete the endpoint's. */
    private CompletableFuture<WebhookReply> reply(WebhookRequest call) {
        CompletableFuture<WebhookReply> reply = new CompletableFuture<>();
        try {
            CompletionStage<WebhookReply> stage = endpoint.handle(call);
            stage.whenComplete((made, failure) -> {
                if (failure != null) {
                    reply.completeExceptionally(failure);
                } else if (made == null || made.status() < 200 || made.status() > 599) {
                    reply.completeExceptionally(new IllegalStateException("The endpoint made no reply to send"));
                } else {
                    reply.complete(made);
                }
            });
        } catch (RuntimeException | Error e) {
            reply.completeExceptionally(e);
        }
        return reply;
    }

    private WebhookReply unavailable(Context context, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String id = Answers.requestId(context);
        if (cause instanceof TimeoutException) {
            LOG.log(Level.ERROR, "Request {0} to {1} got no answer within {2}", id, endpoint.path(), answerWithin);
        } else {
            // Not the exception itself: what it says may quote the caller.
            LOG.log(Level.ERROR, "Request {0} to {1} failed: {2}", id, endpoint.path(), whatAndWhere(cause));
            LOG.log(Level.DEBUG, "Request " + id, cause);
        }
        return WebhookReply.problem(
                503, "Service unavailable", "The request could not be taken now. Send it again later.");
    }

    private void log(Context context, int status) {
        LOG.log(
                status < 400 ? Level.DEBUG : Level.INFO,
                "Request {0} to {1}: {2}",
                Answers.requestId(context),
                endpoint.path(),
                Integer.toString(status));
    }

    private static String whatAndWhere(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
            StackTraceElement[] trace = each.getStackTrace();
            text.append(text.isEmpty() ? "" : ", caused by ")
                    .append(each.getClass().getName())
                    .append(trace.length == 0 ? "" : " at " + trace[0]);
        }
        return text.toString();
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
