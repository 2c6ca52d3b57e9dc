package dev.guildline.sandbox.twilio;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server that webhooks and HTTP widgets call; keeps what it got. */
final class HookReceiver implements AutoCloseable {

    /** One request as it came. */
    record Received(String method, String url, Map<String, String> form, String body, Map<String, String> headers) {
        String event() {
            return form.getOrDefault("EventType", "");
        }

        String signature() {
            return headers.getOrDefault("x-twilio-signature", "");
        }
    }

    /** What to answer. */
    record Answer(int status, String contentType, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new ArrayList<>();
    private volatile Function<Received, Answer> script = request -> new Answer(200, "text/plain", "");

    HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void answer(Function<Received, Answer> newScript) {
        script = newScript;
    }

    void answerJson(String json) {
        script = request -> new Answer(200, "application/json", json);
    }

    synchronized List<Received> received() {
        return List.copyOf(received);
    }

    List<Received> received(String event) {
        return received().stream().filter(one -> one.event().equals(event)).toList();
    }

    List<String> events() {
        return received().stream().map(Received::event).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Map<String, String> form = new LinkedHashMap<>();
            if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
                FormText.parse(body).forEach((name, values) -> form.put(name, values.get(0)));
            }
            Received one = new Received(
                    exchange.getRequestMethod(), url(exchange.getRequestURI().toString()), form, body, headers);
            synchronized (this) {
                received.add(one);
            }
            Answer answer = script.apply(one);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
