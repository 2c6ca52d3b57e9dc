package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Bare HTTP and WebSocket, for what no library would send. */
final class RawBot {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private final DiscordSandbox discord;
    private final HttpClient http = HttpClient.newHttpClient();

    /** Gateway frames, and closes as {@code {"closed":code}}. */
    final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();

    RawBot(DiscordSandbox discord) {
        this.discord = discord;
    }

    HttpResponse<String> call(String method, String path, String body) {
        return call(method, path, body, "Bot " + discord.token());
    }

    HttpResponse<String> call(String method, String path, String body, String authorization) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(discord.restUrl() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebSocket connect() {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(discord.gatewayUrl() + "/?v=10&encoding=json"), new Listener())
                .join();
    }

    void identify(WebSocket socket, String token, long intents) {
        send(socket, "{\"op\":2,\"d\":{\"token\":\"" + token + "\",\"intents\":" + intents + ",\"properties\":{}}}");
    }

    static void send(WebSocket socket, String frame) {
        socket.sendText(frame, true).join();
    }

    /** The next frame with this event name or opcode, or the close. */
    JsonNode next(String wanted) throws InterruptedException {
        while (true) {
            JsonNode frame = frames.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("no frame " + wanted);
            }
            if (frame.path("t").asText().equals(wanted)
                    || frame.path("op").asText().equals(wanted)
                    || frame.has(wanted)) {
                return frame;
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    frames.add(MAPPER.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            frames.add(MAPPER.createObjectNode().put("closed", code));
            return null;
        }
    }
}
