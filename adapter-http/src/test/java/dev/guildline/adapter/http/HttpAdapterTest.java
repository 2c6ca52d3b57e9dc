package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class HttpAdapterTest {
    private static final String SECRET = "what-a-customer-wrote";

    private final CompletableFuture<WebhookReply> held = new CompletableFuture<>();
    private final CountDownLatch heldWasCalled = new CountDownLatch(1);
    private final TestEndpoint hook = TestEndpoint.answering("/hook", WebhookReply.NO_CONTENT);
    private final TestEndpoint json = TestEndpoint.answering("/json", WebhookReply.json("{\"text\":\"你好\"}"));
    private final TestEndpoint failing =
            new TestEndpoint("/failing", call -> CompletableFuture.failedFuture(new IllegalArgumentException(SECRET)));
    private final TestEndpoint throwing = new TestEndpoint("/throwing", call -> {
        throw new IllegalArgumentException(SECRET);
    });
    private final TestEndpoint breaking = new TestEndpoint("/breaking", call -> {
        throw new NoClassDefFoundError(SECRET);
    });
    private final TestEndpoint mute = new TestEndpoint("/mute", call -> CompletableFuture.completedFuture(null));
    private final TestEndpoint waiting = new TestEndpoint("/waiting", call -> {
        heldWasCalled.countDown();
        return held;
    });

    private final HttpAdapter adapter = HttpAdapter.start(
            new HttpConfig("127.0.0.1", 0, null, Duration.ofSeconds(30)),
            List.of(hook, json, failing, throwing, breaking, mute, waiting),
            List.of());
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        adapter.close();
    }

    @Test
    void hands_the_very_bytes_and_the_raw_address_to_the_endpoint() throws Exception {
        byte[] body = {0, (byte) 0xff, 13, 10, (byte) 0x80, '+', '%'};
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(at("/hook?a=%2B1+2&empty="))
                        .header("X-Twilio-Signature", "abc=")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        WebhookRequest call = hook.calls.remove();
        assertThat(call.body()).isEqualTo(body);
        assertThat(call.rawPath()).isEqualTo("/hook");
        assertThat(call.rawQuery()).contains("a=%2B1+2&empty=");
        assertThat(call.header("x-twilio-signature")).contains("abc=");
    }

    @Test
    void takes_a_body_without_declared_length_up_to_the_cap() throws Exception {
        byte[] body = "x".repeat(TestEndpoint.CAP).getBytes(StandardCharsets.US_ASCII);

        assertThat(postChunked("/hook", body).statusCode()).isEqualTo(204);
        assertThat(post("/hook", body).statusCode()).isEqualTo(204);
        assertThat(post("/hook", new byte[0]).statusCode()).isEqualTo(204);
        assertThat(hook.calls)
                .extracting(call -> call.body().length)
                .containsExactly(TestEndpoint.CAP, TestEndpoint.CAP, 0);
    }

    @Test
    void refuses_a_body_above_the_cap_with_or_without_declared_length() throws Exception {
        for (int size : new int[] {TestEndpoint.CAP + 1, 300_000}) {
            assertProblem(post("/hook", new byte[size]), 413);
            assertProblem(postChunked("/hook", new byte[size]), 413);
        }
        assertThat(hook.calls).isEmpty();
    }

    @Test
    void sends_the_endpoints_reply() throws Exception {
        HttpResponse<String> answer = post("/json", new byte[0]);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"text\":\"你好\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH", "DELETE", "OPTIONS", "FETCH", "post"})
    void refuses_other_methods_and_names_the_right_one(String method) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(at("/hook"))
                        .method(method, BodyPublishers.noBody())
                        .header("X-HTTP-Method-Override", "POST")
                        .build(),
                BodyHandlers.ofString());

        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(hook.calls).isEmpty();
    }

    @Test
    void refuses_a_head_request_without_a_body() throws Exception {
        String answer = RawExchange.sendAndEnd(
                adapter.address(), "HEAD /hook HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(RawExchange.status(answer)).isEqualTo(405);
        assertThat(answer).contains("Allow: POST").endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/unknown", "/hook/more", "/hook%2f", "/HOOK", "/health", "//hook", "/hook;a=b/.."})
    void answers_an_unknown_address_with_a_problem(String path) throws Exception {
        for (String method : List.of("GET", "POST", "FETCH")) {
            assertProblem(
                    client.send(
                            HttpRequest.newBuilder(at(path))
                                    .method(method, BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString()),
                    404);
        }
        assertThat(hook.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/failing", "/throwing", "/breaking", "/mute"})
    void asks_to_come_again_when_the_endpoint_fails_and_says_nothing_of_the_reason(String path) throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);
        HttpResponse<String> answer;
        try {
            answer = post(path, SECRET.getBytes(StandardCharsets.UTF_8));
        } finally {
            root.detachAppender(log);
        }

        assertProblem(answer, 503);
        assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("Exception");
        String id = answer.headers().firstValue("X-Request-Id").orElseThrow();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.contains(id) && line.contains(path))
                .noneMatch(line -> line.contains(SECRET));
        assertThat(log.list).extracting(ILoggingEvent::getThrowableProxy).containsOnlyNulls();
    }

    @Test
    void asks_to_come_again_when_the_endpoint_takes_too_long_and_leaves_its_stage_alone() throws Exception {
        HttpConfig impatient = new HttpConfig("127.0.0.1", 0, null, Duration.ofMillis(200));
        try (HttpAdapter other = HttpAdapter.start(impatient, List.of(waiting), List.of())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(other.address() + "/waiting"))
                    .POST(BodyPublishers.noBody())
                    .build();
            assertProblem(client.send(request, BodyHandlers.ofString()), 503);
        }

        assertThat(held).isNotDone();
    }

    @Test
    void a_waiting_endpoint_holds_up_nobody_else() throws Exception {
        CompletableFuture<HttpResponse<String>> slow =
                client.sendAsync(request("/waiting", new byte[0]), BodyHandlers.ofString());
        assertThat(heldWasCalled.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(post("/hook", new byte[0]).statusCode()).isEqualTo(204);
        held.complete(WebhookReply.json("{}"));
        assertThat(slow.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void stopping_lets_a_running_request_end() throws Exception {
        CompletableFuture<HttpResponse<String>> running =
                client.sendAsync(request("/waiting", new byte[0]), BodyHandlers.ofString());
        assertThat(heldWasCalled.await(10, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(adapter::close);
        held.complete(WebhookReply.json("{}"));

        assertThat(running.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stopped.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> post("/hook", new byte[0])).isInstanceOf(java.io.IOException.class);
        adapter.close();
    }

    @Test
    void every_answer_has_an_id_of_its_own_and_tells_nothing_of_the_server() throws Exception {
        HttpResponse<String> first = post("/hook", new byte[0]);
        HttpResponse<String> second = post("/unknown", new byte[0]);

        assertThat(first.headers().firstValue("X-Request-Id")).isPresent();
        assertThat(second.headers().firstValue("X-Request-Id"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("X-Request-Id"));
        for (HttpResponse<String> answer : List.of(first, second)) {
            assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
            assertThat(answer.body()).doesNotContainIgnoringCase("jetty").doesNotContainIgnoringCase("javalin");
        }
    }

    @Test
    void a_taken_port_is_said_with_what_to_do() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            HttpConfig config =
                    new HttpConfig("127.0.0.1", taken.getLocalPort(), null, HttpConfig.DEFAULT_ANSWER_WITHIN);
            assertThatThrownBy(() -> HttpAdapter.start(config, List.of(), List.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("HTTP_PORT")
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hook", "/hook/", "/{any}", "/*", "/a b", "/health/live"})
    void an_address_that_cannot_be_mounted_is_refused(String path) {
        assertThatThrownBy(() -> HttpAdapter.start(
                        HttpConfig.onFreePort(),
                        List.of(TestEndpoint.answering(path, WebhookReply.NO_CONTENT)),
                        List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path);
    }

    @Test
    void two_endpoints_at_one_address_are_refused() {
        assertThatThrownBy(() -> HttpAdapter.start(HttpConfig.onFreePort(), List.of(hook, hook), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/hook");
    }

    private URI at(String path) {
        return URI.create(adapter.address() + path);
    }

    private HttpRequest request(String path, byte[] body) {
        return HttpRequest.newBuilder(at(path))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        return client.send(request(path, body), BodyHandlers.ofString());
    }

    private HttpResponse<String> postChunked(String path, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(path))
                        .POST(BodyPublishers.ofByteArrays(List.of(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = new ObjectMapper().readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isNotBlank();
    }
}
