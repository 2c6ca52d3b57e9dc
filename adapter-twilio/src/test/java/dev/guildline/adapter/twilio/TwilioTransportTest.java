package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a call, over a real socket. A call that never ends fails by the test's own time limit. */
@Timeout(60)
class TwilioTransportTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> observed = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void end() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_post_is_sent_once_even_if_the_answer_says_to_come_back_at_once() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            send(exchange, 503, "{}");
        });
        RefusedCall refused =
                catchThrowableOfType(RefusedCall.class, () -> transport().makeRequest(post("hello")));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(heard).hasSize(1);
    }

    @Test
    void a_refusal_keeps_its_code_and_how_long_to_wait() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            send(exchange, 429, "{\"code\":20429}");
        });
        RefusedCall refused =
                catchThrowableOfType(RefusedCall.class, () -> transport().makeRequest(post("hello")));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo(20429);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(refused).hasMessage("POST /chat/v1/Things was answered with status 429, code 20429");
        assertThat(observed).containsExactly("POST other LIMITED");
    }

    @Test
    void a_refusal_is_one_even_if_its_text_breaks_off() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(429, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            throw new IOException("on purpose");
        });
        RefusedCall refused =
                catchThrowableOfType(RefusedCall.class, () -> transport().makeRequest(post("hello")));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_redirect_is_not_followed() {
        answer(exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            send(exchange, 302, "");
        });
        RefusedCall refused =
                catchThrowableOfType(RefusedCall.class, () -> transport().makeRequest(post("hello")));
        assertThat(refused.status()).isEqualTo(302);
        assertThat(heard).hasSize(1);
    }

    @Test
    void words_arrive_as_they_are() {
        answer(exchange -> send(exchange, 201, "{\"body\":\"Grüße, 你好\"}"));
        Response answer = transport().makeRequest(post("ä & b=c + 你好 null"));
        Response none = transport().makeRequest(post(TwilioTransport.verbatim("null")));
        assertThat(answer.getStatusCode()).isEqualTo(201);
        assertThat(answer.getContent()).isEqualTo("{\"body\":\"Grüße, 你好\"}");
        assertThat(none.getStatusCode()).isEqualTo(201);
        assertThat(heard).containsExactly("Body=%C3%A4+%26+b%3Dc+%2B+%E4%BD%A0%E5%A5%BD+null", "Body=null");
    }

    @Test
    void nobody_listens_so_nothing_was_sent() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        UnansweredCall unanswered = catchThrowableOfType(
                UnansweredCall.class,
                () -> transport(free, Duration.ofSeconds(5)).makeRequest(post("hello")));
        assertThat(unanswered.maybeSent()).isFalse();
        assertThat(observed).containsExactly("POST other FAILED");
    }

    @Test
    void a_connection_that_ends_without_an_answer_leaves_a_doubt() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> {
                try (Socket connection = socket.accept()) {
                    heard.add("" + connection.getInputStream().read());
                } catch (IOException over) {
                    heard.add(over.toString());
                }
            });
            UnansweredCall unanswered = catchThrowableOfType(
                    UnansweredCall.class,
                    () -> transport(socket.getLocalPort(), Duration.ofSeconds(30))
                            .makeRequest(post("hello")));
            assertThat(unanswered.maybeSent()).isTrue();
            assertThat(heard).containsExactly("" + (int) 'P');
            assertThat(observed).containsExactly("POST other UNCLEAR");
        }
    }

    @Test
    void an_answer_that_does_not_come_ends_the_call() {
        answer(exchange -> await());
        UnansweredCall unanswered = catchThrowableOfType(
                UnansweredCall.class,
                () -> transport(server.getAddress().getPort(), Duration.ofMillis(300))
                        .makeRequest(post("hello")));
        assertThat(unanswered.maybeSent()).isTrue();
    }

    @Test
    void an_answer_that_never_ends_ends_the_call() {
        answer(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        });
        assertThatThrownBy(() -> transport(server.getAddress().getPort(), Duration.ofMillis(300))
                        .makeRequest(post("hello")))
                .isInstanceOf(UnansweredCall.class);
    }

    @Test
    void closing_ends_what_is_under_way() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        answer(exchange -> {
            arrived.countDown();
            await();
        });
        TwilioTransport transport = transport(server.getAddress().getPort(), Duration.ofMinutes(5));
        CompletableFuture<Response> call =
                CompletableFuture.supplyAsync(() -> transport.makeRequest(post("hello")), threads);
        assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
        transport.close();
        assertThat(call)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(UnansweredCall.class);
    }

    @Test
    void files_go_and_come_as_streams() throws IOException {
        byte[] content = "some bytes".getBytes(StandardCharsets.UTF_8);
        answer(exchange -> send(exchange, 200, "{\"sid\":\"ME1\"}"));
        TwilioTransport transport = transport();
        String sent = transport.upload(
                URI.create("https://mcs.us1.twilio.com/v1/Media"),
                "a\"b/no type",
                content.length,
                () -> new ByteArrayInputStream(content));
        assertThat(sent).isEqualTo("{\"sid\":\"ME1\"}");
        assertThat(heard).containsExactly("some bytes");
        try (InputStream got = transport.download(URI.create(base() + "/file"))) {
            assertThat(got).asString(StandardCharsets.UTF_8).isEqualTo("{\"sid\":\"ME1\"}");
        }
        assertThat(observed).containsExactly("POST Media DONE", "GET other DONE");
    }

    private void answer(HttpHandler handler) {
        server.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request post(String body) {
        Request request = new Request(HttpMethod.POST, "https://chat.twilio.com/v1/Things");
        request.addPostParam("Body", body);
        return request;
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private TwilioTransport transport() {
        return transport(server.getAddress().getPort(), Duration.ofSeconds(30));
    }

    private TwilioTransport transport(int port, Duration answer) {
        return new TwilioTransport(
                TestSettings.config(TwilioConfig.Routing.STUDIO, URI.create("http://127.0.0.1:" + port)),
                answer,
                (kind, outcome, took) -> observed.add(kind + " " + outcome));
    }
}
