package dev.guildline.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookEndpoint} must do with what anybody can send. */
public interface WebhookEndpointContract {
    /**
     * The endpoint under test, in working order.
     *
     * @return always the same during one test
     */
    WebhookEndpoint endpoint();

    /**
     * A call as the true sender makes it, which has no effect worth mentioning.
     *
     * @return a call that is taken
     */
    Call genuine();

    /**
     * A call in its parts.
     *
     * @param path the path as sent
     * @param query the query as sent, null if there is none
     * @param headers the headers
     * @param body the body as sent
     */
    record Call(String path, @Nullable String query, Map<String, List<String>> headers, byte[] body) {
        WebhookRequest request() {
            return new WebhookRequest(path, query, headers, body);
        }
    }

    private WebhookReply reply(Call call) {
        return endpoint()
                .handle(call.request())
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private void assertRefused(Call call, String what) {
        WebhookReply reply = reply(call);
        assertThat(reply.status()).as(what).isBetween(400, 499);
        assertThat(reply.contentType()).as(what).isEqualTo("application/problem+json");
        assertThat(reply.body()).as(what).contains("\"status\":" + reply.status());
    }

    @Test
    default void it_has_a_fixed_path_and_a_limit() {
        assertThat(endpoint().path())
                .matches("/[a-z0-9/-]+")
                .isEqualTo(endpoint().path());
        assertThat(endpoint().largestBody()).isBetween(1, 10 * 1024 * 1024);
    }

    @Test
    default void a_genuine_call_is_taken_also_when_it_comes_again() {
        assertThat(reply(genuine()).status()).isBetween(200, 299);
        assertThat(reply(genuine()).status()).isBetween(200, 299);
    }

    @Test
    default void a_call_without_headers_is_refused() {
        Call genuine = genuine();

        assertRefused(new Call(genuine.path(), genuine.query(), Map.of(), genuine.body()), "no headers");
    }

    @Test
    default void an_empty_call_is_refused() {
        Call genuine = genuine();

        assertRefused(new Call(genuine.path(), genuine.query(), Map.of(), new byte[0]), "nothing at all");
        assertRefused(new Call(genuine.path(), genuine.query(), genuine.headers(), new byte[0]), "no body");
    }

    @Test
    default void a_call_that_was_changed_anywhere_is_refused() {
        Call genuine = genuine();
        for (int at = 0; at < genuine.body().length; at++) {
            byte[] changed = genuine.body().clone();
            changed[at] = (byte) (changed[at] == 'a' ? 'b' : 'a');
            assertRefused(new Call(genuine.path(), genuine.query(), genuine.headers(), changed), "changed at " + at);
        }
        String added = genuine.query() == null ? "added=1" : genuine.query() + "&added=1";
        assertRefused(new Call(genuine.path(), added, genuine.headers(), genuine.body()), "added query");
    }

    @Test
    default void nonsense_is_refused_and_nothing_breaks() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Call genuine = genuine();
        for (int i = 0; i < 500; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);
            assertRefused(
                    new Call(genuine.path(), genuine.query(), genuine.headers(), body), "seed " + seed + ", call " + i);
        }
    }
}
