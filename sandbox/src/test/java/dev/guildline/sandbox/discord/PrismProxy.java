package dev.guildline.sandbox.discord;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Prism between a client and a server: holds every request and every answer against an official API description. */
final class PrismProxy implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final int port;

    private PrismProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The official description, or the test is skipped. */
    static Path description(String name) {
        Path file = Path.of(System.getProperty("guildline.shared", "../../shared"), "specs")
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), "the API description is not there: " + file);
        TruthCheck.requireNodeModule("@stoplight/prism-cli");
        return file;
    }

    /** A copy of a description with only some paths: Prism takes time for each. */
    static Path only(Path description, Predicate<String> paths, Path folder) throws IOException {
        JsonNode all = MAPPER.readTree(description.toFile());
        ObjectNode kept = MAPPER.createObjectNode();
        all.path("paths").properties().forEach(path -> {
            if (paths.test(path.getKey())) {
                kept.set(path.getKey(), path.getValue());
            }
        });
        ((ObjectNode) all).set("paths", kept);
        Path copy = folder.resolve(description.getFileName());
        MAPPER.writeValue(copy.toFile(), all);
        return copy;
    }

    static PrismProxy start(Path description, String upstream) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        String prism = TruthCheck.FOLDER
                .resolve("node_modules/@stoplight/prism-cli/dist/index.js")
                .toString();
        List<String> command =
                List.of("node", prism, "proxy", "-h", "127.0.0.1", "-p", "" + port, description.toString(), upstream);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<String> listening = new CompletableFuture<>();
        Thread reader = new Thread(() -> follow(process.inputReader(StandardCharsets.UTF_8), listening));
        reader.setDaemon(true);
        reader.start();
        try {
            listening.get(5, TimeUnit.MINUTES);
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
        return new PrismProxy(process, port);
    }

    private static void follow(BufferedReader lines, CompletableFuture<String> listening) {
        StringBuilder seen = new StringBuilder();
        try (lines) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!listening.isDone()) {
                    seen.append(line).append('\n');
                }
                if (line.contains("Prism is listening")) {
                    listening.complete(line);
                }
            }
        } catch (IOException e) {
            seen.append(e);
        }
        listening.completeExceptionally(new IllegalStateException("Prism ended:\n" + seen));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
