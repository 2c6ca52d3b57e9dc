package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.core.port.health.HealthCheck;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void ready_when_every_part_is() throws Exception {
        try (HttpAdapter adapter = withChecks(
                check("database", () -> new HealthCheck.Health(true, "H2")),
                check("discord", () -> new HealthCheck.Health(true, "connected")))) {
            HttpResponse<String> answer = call(adapter, "GET", "/health/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
            JsonNode report = new ObjectMapper().readTree(answer.body());
            assertThat(report.path("ready").asBoolean()).isTrue();
            assertThat(report.path("checks").findValuesAsText("name")).containsExactly("database", "discord");
            assertThat(report.path("checks").findValuesAsText("detail")).containsExactly("H2", "connected");
        }
    }

    @Test
    void not_ready_when_one_part_is_not_but_alive() throws Exception {
        try (HttpAdapter adapter = withChecks(
                check("database", () -> new HealthCheck.Health(true, "")),
                check("discord", () -> new HealthCheck.Health(false, "connecting")),
                check("broken", () -> {
                    throw new IllegalStateException("secret");
                }))) {
            HttpResponse<String> answer = call(adapter, "GET", "/health/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            JsonNode report = new ObjectMapper().readTree(answer.body());
            assertThat(report.path("ready").asBoolean(true)).isFalse();
            assertThat(report.path("status").asInt()).isEqualTo(503);
            assertThat(report.path("detail").asText()).isEqualTo("Not ready: discord, broken");
            assertThat(report.path("checks").get(1).path("detail").asText()).isEqualTo("connecting");
            assertThat(answer.body()).doesNotContain("secret");
            assertThat(call(adapter, "GET", "/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_check_that_hangs_is_not_ready_and_is_not_asked_again_meanwhile() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (HttpAdapter adapter = withChecks(check("stuck", () -> {
            asked.incrementAndGet();
            awaitQuietly(release);
            return new HealthCheck.Health(true, "at last");
        }))) {
            assertThat(call(adapter, "GET", "/health/ready").statusCode()).isEqualTo(503);
            assertThat(call(adapter, "GET", "/health/ready").body()).contains("no answer within 1 s");
            assertThat(asked).hasValue(1);

            release.countDown();
            HttpResponse<String> answer = call(adapter, "GET", "/health/ready");
            assertThat(answer.statusCode()).isEqualTo(200);
        } finally {
            release.countDown();
        }
    }

    @Test
    void takes_get_and_head_only() throws Exception {
        try (HttpAdapter adapter = withChecks()) {
            for (String path : List.of("/health/live", "/health/ready")) {
                HttpResponse<String> head = call(adapter, "HEAD", path);
                assertThat(head.statusCode()).isEqualTo(200);
                assertThat(head.body()).isEmpty();
                HttpResponse<String> post = call(adapter, "POST", path);
                assertThat(post.statusCode()).isEqualTo(405);
                assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
            }
        }
    }

    private static HttpAdapter withChecks(HealthCheck... checks) {
        return HttpAdapter.start(HttpConfig.onFreePort(), List.of(), List.of(checks));
    }

    private HttpResponse<String> call(HttpAdapter adapter, String method, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(adapter.address() + path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HealthCheck check(String name, Supplier<HealthCheck.Health> answer) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Health check() {
                return answer.get();
            }
        };
    }
}
