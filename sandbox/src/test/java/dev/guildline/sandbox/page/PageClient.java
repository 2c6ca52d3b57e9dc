package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the page's control API. */
final class PageClient {
    private final String root;
    private final HttpClient http = HttpClient.newHttpClient();

    PageClient(String pageUrl) {
        root = pageUrl.substring(0, pageUrl.length() - 1);
    }

    /** An answer: its status, headers and JSON. */
    record Answer(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return PageJson.read(response.body().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + response.body(), e);
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    JsonNode get(String path) {
        return call("GET", path, null).json();
    }

    Answer post(String path, String json) {
        return call("POST", path, json, "Content-Type", "application/json");
    }

    Answer patch(String path, String json) {
        return call("PATCH", path, json, "Content-Type", "application/json");
    }

    Answer call(String method, String path, String body, String... headers) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new AssertionError(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
