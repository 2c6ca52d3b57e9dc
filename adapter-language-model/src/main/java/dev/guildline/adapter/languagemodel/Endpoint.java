package dev.guildline.adapter.languagemodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Speaks {@code POST /chat/completions}. Blocks, but never beyond its time-out. Thread-safe. */
final class Endpoint {
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    /** For what will not mend itself: a wrong key, a wrong address, a wrong model. */
    private static final Duration LONG_REST = Duration.ofMinutes(5);

    private final LanguageModelConfig config;
    private final HttpClient client;
    private final Dialect dialect = new Dialect();
    private final RetryAfter retryAfter;

    Endpoint(LanguageModelConfig config, InstantSource clock) {
        this.config = config;
        this.retryAfter = new RetryAfter(clock);
        this.client = HttpClient.newBuilder()
                // The upgrade to HTTP/2 over plain http confuses some servers.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.timeout().compareTo(LONGEST_CONNECT) < 0 ? config.timeout() : LONGEST_CONNECT)
                .build();
    }

    /** What goes to the endpoint. */
    record Prompt(String instructions, String question) {
        /** More tokens than any usual model makes of it: they have two bytes or more. */
        long tokens() {
            return (bytes(instructions) + bytes(question)) / 2;
        }

        private static long bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /**
     * Has a prompt completed.
     *
     * @throws EndpointFailure if nothing came of it in time
     */
    Completion complete(Prompt prompt) throws EndpointFailure {
        long end = System.nanoTime() + config.timeout().toNanos();
        while (true) {
            Dialect.Fields spoken = dialect.fields();
            HttpResponse<byte[]> response = post(request(prompt, spoken, end), end);
            int status = response.statusCode();
            boolean learned = (status == 400 || status == 422)
                    && dialect.learn(spoken, new String(response.body(), StandardCharsets.UTF_8));
            if (!learned) {
                return read(response);
            }
        }
    }

    private HttpRequest request(Prompt prompt, Dialect.Fields spoken, long end) throws EndpointFailure {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw timeout();
        }
        ObjectNode body = Json.object();
        body.put("model", config.model());
        body.putArray("messages")
                .add(Json.object().put("role", "system").put("content", prompt.instructions()))
                .add(Json.object().put("role", "user").put("content", prompt.question()));
        dialect.speak(spoken, body, config.maxTokens());
        HttpRequest.Builder request = HttpRequest.newBuilder(config.completions())
                .timeout(Duration.ofNanos(left))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)));
        config.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    /** The time-out of a request ends with the headers; a body that never ends has to be cut off here. */
    private HttpResponse<byte[]> post(HttpRequest request, long end) throws EndpointFailure {
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, head -> new CappedBody(LARGEST_ANSWER));
        try {
            return coming.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw timeout();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EndpointFailure("interrupted", Duration.ZERO, true);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            coming.cancel(true);
        }
    }

    private static EndpointFailure failure(@Nullable Throwable cause) {
        if (cause instanceof java.net.http.HttpConnectTimeoutException || cause instanceof java.net.ConnectException) {
            return new EndpointFailure("cannot be reached", Duration.ZERO, false);
        }
        if (cause instanceof java.net.http.HttpTimeoutException) {
            return timeout();
        }
        boolean expected = cause instanceof IOException;
        return new EndpointFailure(
                expected || cause == null
                        ? "broke off"
                        : "failed with " + cause.getClass().getSimpleName(),
                Duration.ZERO,
                true);
    }

    private static EndpointFailure timeout() {
        return new EndpointFailure("gave no answer in time", Duration.ZERO, true);
    }

    private Completion read(HttpResponse<byte[]> response) throws EndpointFailure {
        int status = response.statusCode();
        HttpHeaders head = response.headers();
        if (status != 200) {
            throw refusal(status, head);
        }
        String type = head.firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/json")) {
            throw new EndpointFailure("answers with something else than JSON", Duration.ZERO, true);
        }
        JsonNode answer = Json.object(response.body())
                .orElseThrow(() -> new EndpointFailure("answers with unreadable JSON", Duration.ZERO, true));
        return Completion.of(answer);
    }

    private EndpointFailure refusal(int status, HttpHeaders head) {
        String code = "answers with status " + status;
        if (status / 100 == 3) {
            return new EndpointFailure(code + ": it wants to redirect, which is not followed", LONG_REST, false);
        }
        return switch (status) {
            case 401, 403 -> new EndpointFailure(code + ": LANGUAGE_MODEL_KEY is not accepted", LONG_REST, false);
            case 404, 405 ->
                new EndpointFailure(code + ": look at LANGUAGE_MODEL_URL and LANGUAGE_MODEL_NAME", LONG_REST, false);
            case 429, 503 -> new EndpointFailure(code, retryAfter.of(head, status == 429), false);
            default -> new EndpointFailure(code, Duration.ZERO, status >= 500);
        };
    }
}
