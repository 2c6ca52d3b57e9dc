package dev.guildline.adapter.languagemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A local endpoint of the OpenAI kind. Without other orders it answers well; with others as badly as it is told. */
final class FakeEndpoint implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * A question as it arrived.
     *
     * @param path where
     * @param headers with lower-case names
     * @param body the JSON
     */
    record Asked(String path, Map<String, List<String>> headers, JsonNode body) {
        JsonNode material() {
            try {
                return MAPPER.readTree(
                        body.path("messages").path(1).path("content").asText());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What the endpoint does with a question. */
    interface Behaviour {
        void answer(Asked asked, HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Behaviour> behaviour = new AtomicReference<>(json(FakeEndpoint::wellBehaved));

    FakeEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    }

    void behave(Behaviour next) {
        behaviour.set(next);
    }

    /** The questions so far. */
    List<Asked> asked() {
        return asked;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.putAll(exchange.getRequestHeaders());
            Asked question = new Asked(exchange.getRequestURI().getPath(), headers, body);
            asked.add(question);
            behaviour.get().answer(question, exchange);
        }
    }

    /** The words of the first article, citing it. */
    static String wellBehaved(Asked question) {
        JsonNode first = question.material().path("articles").path(0);
        return completion(answer(first.path("text").asText(), first.path("id").asText()));
    }

    /** What a model writes. */
    static String answer(String text, String... ids) {
        ObjectNode answer = MAPPER.createObjectNode().put("answer", text);
        Arrays.stream(ids).forEach(answer.putArray("articles")::add);
        return answer.toString();
    }

    /** A whole completion with what a model wrote. */
    static String completion(String content) {
        return completion(content, 40);
    }

    static String completion(String content, long tokens) {
        ObjectNode all = MAPPER.createObjectNode().put("object", "chat.completion");
        ObjectNode choice = all.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("message").put("role", "assistant").put("content", content);
        all.putObject("usage").put("total_tokens", tokens);
        return all.toString();
    }

    /** Answers every question with a completion. */
    static Behaviour writes(String content) {
        return json(question -> completion(content));
    }

    static Behaviour json(Function<Asked, String> body) {
        return (question, exchange) -> send(exchange, 200, "application/json", body.apply(question));
    }

    static Behaviour status(int status, String body, String... header) {
        return (question, exchange) -> {
            for (int i = 0; i < header.length; i += 2) {
                exchange.getResponseHeaders().set(header[i], header[i + 1]);
            }
            send(exchange, status, "application/json", body);
        };
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Says nothing at all until it is closed. */
    Behaviour silent() {
        return (question, exchange) -> await(closing);
    }

    /** Begins an answer, and goes on with it when nobody should be listening any more. */
    static Behaviour endless(CountDownLatch goOn, CompletableFuture<Boolean> cutOff) {
        return (question, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            body.write("{\"choices\": [".getBytes(StandardCharsets.UTF_8));
            body.flush();
            await(goOn);
            try {
                // Less than what would be too large: somebody who still listened would take it all.
                for (int i = 0; i < 200; i++) {
                    body.write(new byte[1024]);
                    body.flush();
                }
                cutOff.complete(false);
            } catch (IOException e) {
                cutOff.complete(true);
                throw e;
            }
        };
    }

    /** Goes on writing as long as somebody reads. */
    static Behaviour flood(CompletableFuture<Long> written) {
        return (question, exchange) -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
            long bytes = 0;
            try {
                while (bytes < 1L << 30) {
                    exchange.getResponseBody().write(piece);
                    bytes += piece.length;
                }
            } finally {
                written.complete(bytes);
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
