package dev.guildline.core.port.webhook;

import java.util.concurrent.CompletionStage;

/**
 * Something that is called back over HTTP by POST. Offered by one adapter, mounted by the HTTP adapter, which refuses
 * other methods (405) and larger bodies (413) itself. Thread-safe.
 */
public interface WebhookEndpoint {
    /**
     * Where it is mounted.
     *
     * @return a path that begins with a slash, without parameters; always the same
     */
    String path();

    /**
     * The largest body it takes.
     *
     * @return a number of bytes
     */
    int largestBody();

    /**
     * Takes a call. Must not block. What the sender can cause is a 4xx; the reply is sent when the stage completes. A
     * stage that fails becomes a 503, which asks the sender to come again.
     *
     * @param request the call, unchecked
     * @return completes with the reply
     */
    CompletionStage<WebhookReply> handle(WebhookRequest request);
}
