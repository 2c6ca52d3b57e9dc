package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.studio.FlowEffects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What flows act on: the network, the conversation, Flex. */
final class StudioWorld {
    private static final System.Logger LOG = System.getLogger(StudioWorld.class.getName());
    private static final Duration HTTP_LIMIT = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final HttpClient http;
    private final TwilioSignature signature;
    private final StateGuard guard;
    private final Background background;
    private final Conversations conversations;
    private final Messages messages;
    private final Interactions interactions;
    private final Workspace workspace;

    StudioWorld(
            HttpClient http,
            TwilioSignature signature,
            StateGuard guard,
            Background background,
            Conversations conversations,
            Messages messages,
            Interactions interactions,
            Workspace workspace) {
        this.http = http;
        this.signature = signature;
        this.guard = guard;
        this.background = background;
        this.conversations = conversations;
        this.messages = messages;
        this.interactions = interactions;
        this.workspace = workspace;
    }

    FlowEffects effectsFor(ExecutionRecord execution) {
        return new Effects(execution);
    }

    private final class Effects implements FlowEffects {
        private final ExecutionRecord execution;

        Effects(ExecutionRecord execution) {
            this.execution = execution;
        }

        @Override
        public HttpAnswer call(HttpCall call) {
            HttpAnswer none = new HttpAnswer(0, "", "");
            CompletableFuture<HttpResponse<InputStream>> underWay;
            try {
                underWay = http.sendAsync(request(call), HttpResponse.BodyHandlers.ofInputStream());
            } catch (IllegalArgumentException badUrl) {
                return none;
            }
            CompletableFuture<HttpAnswer> answer = underWay.thenApplyAsync(StudioWorld::read);
            try {
                return answer.get(HTTP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException ended) {
                underWay.cancel(true);
                Thread.currentThread().interrupt();
                return none;
            } catch (ExecutionException | TimeoutException noAnswer) {
                underWay.cancel(true);
                return none;
            }
        }

        @Override
        public boolean sendToFlex(FlexHandOver handOver) {
            try {
                return guard.within(() -> handOver(execution.conversationSid, handOver));
            } catch (TwilioError refused) {
                LOG.log(System.Logger.Level.INFO, "send-to-flex refused with {0}", refused.code());
                return false;
            }
        }

        @Override
        public boolean sendMessage(String from, String body, String attributes) {
            try {
                return guard.within(() -> {
                    ConversationRecord conversation = conversations.anywhere(execution.conversationSid);
                    if (conversation == null) {
                        return false;
                    }
                    messages.add(
                            conversation,
                            from,
                            body,
                            attributes.isBlank() ? null : attributes,
                            null,
                            Origin.api(false));
                    return true;
                });
            } catch (TwilioError refused) {
                return false;
            }
        }

        @Override
        public void expectReply() {
            guard.within(() -> {
                execution.waiting = true;
                execution.reply = null;
            });
        }

        @Override
        public @Nullable JsonNode awaitReply(Duration limit) throws InterruptedException {
            background.ended();
            try {
                return guard.awaitOrNull(() -> execution.reply, limit);
            } finally {
                background.started();
                guard.within(() -> {
                    execution.waiting = false;
                });
            }
        }
    }

    private boolean handOver(String conversationSid, FlowEffects.FlexHandOver handOver) {
        ConversationRecord conversation =
                conversations.flexService().conversations.get(conversationSid);
        ObjectNode attributes = Json.parseObject(handOver.attributes());
        if (conversation == null || attributes == null) {
            return false;
        }
        String customer = interactions.customerOf(conversation);
        JsonNode conversationAttributes = Json.parse(conversation.attributes);
        String name = conversationAttributes == null
                ? ""
                : conversationAttributes
                        .path("pre_engagement_data")
                        .path("friendlyName")
                        .asText("");
        if (!attributes.hasNonNull("from") && !name.isEmpty()) {
            attributes.put("from", name);
        }
        if (!attributes.hasNonNull("name")) {
            attributes.put("name", attributes.path("from").asText(customer == null ? "" : customer));
        }
        if (!attributes.hasNonNull("customerName") && attributes.hasNonNull("from")) {
            attributes.set("customerName", attributes.get("from"));
        }
        ObjectNode channel = Json.object().put("type", "web").put("initiated_by", "customer");
        channel.putObject("properties").put("media_channel_sid", conversationSid);
        ObjectNode routing = Json.object();
        ObjectNode properties = routing.putObject("properties")
                .put("workspace_sid", workspace.sid)
                .put("workflow_sid", handOver.workflowSid())
                .put("task_channel_sid", handOver.channelSid());
        properties.set("attributes", attributes);
        interactions.create(channel, routing);
        return true;
    }

    private HttpRequest request(FlowEffects.HttpCall call) {
        Map<String, String> parameters = new LinkedHashMap<>();
        call.parameters().forEach(pair -> parameters.put(pair.getKey(), pair.getValue()));
        if (call.method().equals("GET")) {
            String url = parameters.isEmpty()
                    ? call.url()
                    : call.url() + (call.url().indexOf('?') < 0 ? "?" : "&") + FormText.write(parameters);
            return start(url)
                    .header("X-Twilio-Signature", signature.ofUrl(url))
                    .GET()
                    .build();
        }
        if (call.contentType().startsWith("application/json")) {
            byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
            String url = TwilioSignature.withBodyHash(call.url(), body);
            return start(url)
                    .header("Content-Type", call.contentType())
                    .header("X-Twilio-Signature", signature.ofUrl(url))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build();
        }
        String body = call.body();
        Map<String, String> signed = parameters;
        if (parameters.isEmpty() && !body.isEmpty()) {
            signed = new LinkedHashMap<>();
            for (var entry : FormText.parse(body).entrySet()) {
                signed.put(entry.getKey(), entry.getValue().get(0));
            }
        } else {
            body = FormText.write(parameters);
        }
        return start(call.url())
                .header("Content-Type", call.contentType())
                .header("X-Twilio-Signature", signature.ofForm(call.url(), signed))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpRequest.Builder start(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(HTTP_LIMIT)
                .header("User-Agent", "TwilioProxy/1.1")
                .header("Accept", "*/*");
    }

    /** Reads one byte more than allowed, so that the widget sees that it is too much. */
    private static FlowEffects.HttpAnswer read(HttpResponse<InputStream> response) {
        try (InputStream in = response.body()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(in.readNBytes(LARGEST_ANSWER + 1));
            return new FlowEffects.HttpAnswer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    body.toString(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            return new FlowEffects.HttpAnswer(0, "", "");
        }
    }
}
