package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Keeps what it was called with and answers as it is told to. */
final class TestEndpoint implements WebhookEndpoint {
    static final int CAP = 1000;

    final Queue<WebhookRequest> calls = new ConcurrentLinkedQueue<>();

    private final String path;
    private final Function<WebhookRequest, CompletionStage<WebhookReply>> behaviour;

    TestEndpoint(String path, Function<WebhookRequest, CompletionStage<WebhookReply>> behaviour) {
        this.path = path;
        this.behaviour = behaviour;
    }

    static TestEndpoint answering(String path, WebhookReply reply) {
        return new TestEndpoint(path, call -> CompletableFuture.completedFuture(reply));
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public int largestBody() {
        return CAP;
    }

    @Override
    public CompletionStage<WebhookReply> handle(WebhookRequest request) {
        calls.add(request);
        return behaviour.apply(request);
    }
}
