package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Stoplight Prism in proxy mode: compares every request and answer that passes with an official description. */
final class PrismProxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final Process process;
    private final int port;

    private PrismProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    static PrismProxy start(Path prism, Path description, String upstream) throws IOException, InterruptedException {
        int port = freePort();
        Process process = new ProcessBuilder(
                        "node",
                        prism.toString(),
                        "proxy",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        description.toString(),
                        upstream)
                .redirectErrorStream(true)
                .start();
        List<String> output = new ArrayList<>();
        CountDownLatch listening = new CountDownLatch(1);
        Thread reader = new Thread(() -> follow(process, output, listening), "prism-output");
        reader.setDaemon(true);
        reader.start();
        if (!listening.await(START_LIMIT.toSeconds(), TimeUnit.SECONDS) || !process.isAlive()) {
            process.destroyForcibly();
            synchronized (output) {
                throw new IllegalStateException("Prism did not start: " + output);
            }
        }
        return new PrismProxy(process, port);
    }

    /**
     * A description ready for Prism: operations that the check does not use are left out, because Prism needs time for
     * each; arrays in forms get the encoding Twilio uses (a repeated name), which the file does not mention; and
     * {@code nullable} without a type is dropped, because it makes Prism's validator give up on the whole schema
     * without a word.
     */
    static Path prepare(Path original, Path folder, Predicate<String> paths) throws IOException {
        ObjectNode description = (ObjectNode) JSON.readTree(Files.readString(original));
        ObjectNode kept = JSON.createObjectNode();
        description.path("paths").fields().forEachRemaining(path -> {
            if (paths.test(path.getKey())) {
                kept.set(path.getKey(), path.getValue());
            }
        });
        description.set("paths", kept);
        addArrayEncoding(kept);
        dropUntypedNullable(description);
        Path prepared = folder.resolve(original.getFileName());
        Files.writeString(prepared, JSON.writeValueAsString(description));
        return prepared;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static void addArrayEncoding(JsonNode node) {
        JsonNode form = node.path("application/x-www-form-urlencoded");
        if (form instanceof ObjectNode content) {
            content.path("schema").path("properties").fields().forEachRemaining(property -> {
                if (property.getValue().path("type").asText().equals("array")) {
                    content.withObject("/encoding")
                            .putObject(property.getKey())
                            .put("style", "form")
                            .put("explode", true);
                }
            });
        }
        node.forEach(PrismProxy::addArrayEncoding);
    }

    private static void dropUntypedNullable(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("nullable").isBoolean() && !schema.has("type")) {
            schema.remove("nullable");
        }
        node.forEach(PrismProxy::dropUntypedNullable);
    }

    private static void follow(Process process, List<String> output, CountDownLatch listening) {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = lines.readLine()) != null) {
                synchronized (output) {
                    if (output.size() < 200) {
                        output.add(line);
                    }
                }
                if (line.contains("Prism is listening")) {
                    listening.countDown();
                }
            }
        } catch (IOException ended) {
            // the process is gone; whoever waits finds out
        }
        listening.countDown();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
