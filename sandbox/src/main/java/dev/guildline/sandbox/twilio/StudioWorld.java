package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.studio.FlowEffects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** What flows act on: the network, the conversation, Flex. */
final class StudioWorld {
    private static final System.Logger LOG = System.getLogger(StudioWorld.class.getName());
    private static final Duration HTTP_LIMIT = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 64 * 1024;

    private final OkHttpClient http;
    private final TwilioSignature signature;
    private final StateGuard guard;
    private final Background background;
    private final Conversations conversations;
    private final Messages messages;
    private final Interactions interactions;
    private final Workspace workspace;

    StudioWorld(
            OkHttpClient http,
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
            Call underWay;
            try {
                underWay = http.newCall(request(call));
            } catch (IllegalArgumentException badUrl) {
                return none;
            }
            underWay.timeout().timeout(HTTP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
            underWay.enqueue(new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                    answer.complete(read(response));
                }

                @Override
                public void onFailure(Call call, IOException failure) {
                    answer.complete(none);
                }
            });
            try {
                return answer.get();
            } catch (InterruptedException ended) {
                underWay.cancel();
                Thread.currentThread().interrupt();
                return none;
            } catch (ExecutionException unexpected) {
                throw new IllegalStateException(unexpected.getCause());
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

    private Request request(FlowEffects.HttpCall call) {
        Map<String, String> parameters = new LinkedHashMap<>();
        call.parameters().forEach(pair -> parameters.put(pair.getKey(), pair.getValue()));
        if (call.method().equals("GET")) {
            String url = parameters.isEmpty()
                    ? call.url()
                    : call.url() + (call.url().indexOf('?') < 0 ? "?" : "&") + FormText.write(parameters);
            return start(url, signature.ofUrl(url)).build();
        }
        if (call.contentType().startsWith("application/json")) {
            byte[] body = call.body().getBytes(StandardCharsets.UTF_8);
            String url = TwilioSignature.withBodyHash(call.url(), body);
            return start(url, signature.ofUrl(url))
                    .post(RequestBody.create(body, MediaType.parse(call.contentType())))
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
        return start(call.url(), signature.ofForm(call.url(), signed))
                .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), MediaType.parse(call.contentType())))
                .build();
    }

    private static Request.Builder start(String url, String signature) {
        return new Request.Builder()
                .url(url)
                .header("X-Twilio-Signature", signature)
                .header("User-Agent", "TwilioProxy/1.1")
                .header("Accept", "*/*");
    }

    /** Reads one byte more than allowed, so that the widget sees that it is too much. */
    private static FlowEffects.HttpAnswer read(Response response) {
        try (InputStream in = response.body().byteStream()) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(in.readNBytes(LARGEST_ANSWER + 1));
            return new FlowEffects.HttpAnswer(
                    response.code(), response.header("Content-Type", ""), body.toString(StandardCharsets.UTF_8));
        } catch (IOException broken) {
            return new FlowEffects.HttpAnswer(0, "", "");
        }
    }
}
