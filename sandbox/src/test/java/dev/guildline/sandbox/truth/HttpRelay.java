package dev.guildline.sandbox.truth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Passes calls on, unchanged, to where a function of their path says; somebody looks at each answer. */
final class HttpRelay implements AutoCloseable {
    /** A call with this header is answered here: with the status it names, and a body that no description allows. */
    static final String NONSENSE_HEADER = "guildline-answer-nonsense";

    static final Duration PATIENT = Duration.ofMinutes(4);
    private static final Set<String> HEADERS_OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "transfer-encoding",
            "upgrade");

    private final HttpServer server;
    private final ExecutorService threads;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final UnaryOperator<String> target;
    private final Observer observer;

    /** Sees what came back, before the client does. */
    interface Observer {
        void answered(HttpResponse<byte[]> response) throws IOException;
    }

    private HttpRelay(HttpServer server, UnaryOperator<String> target, Observer observer) {
        this.server = server;
        this.target = target;
        this.observer = observer;
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "relay");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The function gets the path with the query and returns the whole address. */
    static HttpRelay start(UnaryOperator<String> target, Observer observer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        HttpRelay relay = new HttpRelay(server, target, observer);
        server.createContext("/", relay::handle);
        server.setExecutor(relay.threads);
        server.start();
        return relay;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String nonsense = exchange.getRequestHeaders().getFirst(NONSENSE_HEADER);
            if (nonsense != null) {
                answerNonsense(exchange, Integer.parseInt(nonsense));
                return;
            }
            HttpResponse<byte[]> response = passOn(exchange, body);
            observer.answered(response);
            response.headers().map().forEach((name, values) -> {
                if (passesBack(name, response.statusCode())) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            answer(exchange, response.statusCode(), response.body());
        }
    }

    private HttpResponse<byte[]> passOn(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(target.apply(exchange.getRequestURI().toString())))
                .timeout(PATIENT)
                .method(
                        exchange.getRequestMethod(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HEADERS_OF_ONE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the relay is being closed");
        }
    }

    /** Prism makes a body out of nothing where an empty answer names a type; no client can read that. */
    private static boolean passesBack(String header, int status) {
        String name = header.toLowerCase(Locale.ROOT);
        return !HEADERS_OF_ONE_CONNECTION.contains(name) && !(status == 204 && name.equals("content-type"));
    }

    private static void answerNonsense(HttpExchange exchange, int status) throws IOException {
        if (status == 204) {
            answer(exchange, status, new byte[0]);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, status, "\"nonsense\"".getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
