package dev.guildline.adapter.twilio;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Takes calls of Twilio: refuses what is malformed, forged or of another account, hands on the rest, and answers in
 * time whatever happens behind. Thread-safe.
 */
final class SignedEndpoint implements WebhookEndpoint {
    private static final Logger LOG = System.getLogger(SignedEndpoint.class.getName());

    /** The largest message is 32 KB, three times that when encoded; attributes come on top. */
    private static final int LARGEST_BODY = 256 * 1024;

    private static final long BETWEEN_WARNINGS = Duration.ofMinutes(1).toNanos();

    private final String path;
    private final TwilioConfig config;
    private final SignatureCheck signatures;
    private final Duration limit;
    private final Function<WebhookFields, CompletionStage<WebhookReply>> handler;
    private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS);

    SignedEndpoint(
            String path,
            TwilioConfig config,
            SignatureCheck signatures,
            Duration limit,
            Function<WebhookFields, CompletionStage<WebhookReply>> handler) {
        this.path = path;
        this.config = config;
        this.signatures = signatures;
        this.limit = limit;
        this.handler = handler;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public int largestBody() {
        return LARGEST_BODY;
    }

    @Override
    public CompletionStage<WebhookReply> handle(WebhookRequest request) {
        try {
            boolean json = request.contentType().equals("application/json");
            if (!json && !request.contentType().equals("application/x-www-form-urlencoded")) {
                return done(WebhookReply.problem(
                        415, "Unsupported media type", "send a form (application/x-www-form-urlencoded) or JSON"));
            } else if (request.header("X-Twilio-Signature").isEmpty()) {
                return done(forged("the header X-Twilio-Signature is missing"));
            }
            WebhookFields fields = json ? WebhookFields.ofJson(request.body()) : WebhookFields.ofForm(request.body());
            if (json ? !signatures.isGenuineJson(request) : !signatures.isGenuineForm(request, fields)) {
                return done(forged("the signature does not fit"));
            } else if (!fields.text("AccountSid").equals(config.accountSid())) {
                return done(forged("the call is of another account"));
            }
            return handler.apply(fields)
                    .toCompletableFuture()
                    .copy()
                    .completeOnTimeout(late(), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (MalformedCall malformed) {
            return done(WebhookReply.problem(400, "Malformed call", malformed.detail()));
        }
    }

    private WebhookReply forged(String why) {
        long now = System.nanoTime();
        long last = lastWarning.get();
        if (now - last >= BETWEEN_WARNINGS && lastWarning.compareAndSet(last, now)) {
            LOG.log(
                    Level.WARNING,
                    "{0} was called and {1}; if it was Twilio, check TWILIO_AUTH_TOKEN and that PUBLIC_URL is the address"
                            + " that Twilio calls",
                    path,
                    why);
        }
        return WebhookReply.problem(403, "Not signed by Twilio", why);
    }

    private static WebhookReply late() {
        return WebhookReply.problem(503, "Not ready", "this takes too long at the moment; send it again");
    }

    private static CompletionStage<WebhookReply> done(WebhookReply reply) {
        return CompletableFuture.completedFuture(reply);
    }
}
