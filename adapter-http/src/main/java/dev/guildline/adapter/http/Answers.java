package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookReply;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/** Writes replies. Every one carries the id under which the log knows the request. */
final class Answers {
    static final String REQUEST_ID = "X-Request-Id";

    private Answers() {}

    /** The id of a request: made at its first use, never taken from the sender. */
    static String requestId(Context context) {
        String known = context.attribute(REQUEST_ID);
        if (known != null) {
            return known;
        }
        String made = newRequestId();
        context.attribute(REQUEST_ID, made);
        return made;
    }

    static String newRequestId() {
        return String.format("%016x", ThreadLocalRandom.current().nextLong());
    }

    static void send(Context context, WebhookReply reply) {
        context.status(reply.status());
        context.header(REQUEST_ID, requestId(context));
        context.header("Cache-Control", "no-store");
        context.header("X-Content-Type-Options", "nosniff");
        if (reply.body().isEmpty()) {
            context.res().setContentType(null);
        } else {
            context.contentType(reply.contentType());
            context.result(reply.body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The answer to a method that a path does not take. */
    static void refuseMethod(Context context, String allowed) {
        context.header("Allow", allowed);
        send(context, WebhookReply.problem(405, "Method not allowed", "This address takes " + allowed + " only."));
    }
}
