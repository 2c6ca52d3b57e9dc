package dev.guildline.sandbox.truth;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Stoplight Prism in proxy mode: holds every request and every answer that passes against a description. */
final class PrismProxy implements AutoCloseable {
    private final Process process;
    private final int port;

    private PrismProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    static PrismProxy start(Path description, String upstream) throws Exception {
        int port = freePort();
        String prism = TruthTools.FOLDER
                .resolve("node_modules/@stoplight/prism-cli/dist/index.js")
                .toString();
        List<String> command = List.of(
                "node",
                prism,
                "proxy",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                description.toString(),
                upstream);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture<String> listening = new CompletableFuture<>();
        Thread reader =
                new Thread(() -> follow(process.inputReader(StandardCharsets.UTF_8), listening), "prism-output");
        reader.setDaemon(true);
        reader.start();
        try {
            listening.get(4, TimeUnit.MINUTES);
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
