package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A bot in another language, run as a process; it tells what it sees as one JSON object per line. */
final class BotProcess implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Process process;
    private final List<JsonNode> told = new ArrayList<>();
    private final StringBuilder noise = new StringBuilder();
    private boolean ended;

    BotProcess(Path folder, List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read(process.inputReader(StandardCharsets.UTF_8), true);
        read(process.errorReader(StandardCharsets.UTF_8), false);
    }

    private void read(BufferedReader lines, boolean json) {
        Thread reader = new Thread(() -> {
            try (lines) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    take(line, json);
                }
            } catch (IOException e) {
                take(e.toString(), false);
            }
            finish();
        });
        reader.setDaemon(true);
        reader.start();
    }

    private synchronized void take(String line, boolean json) {
        try {
            if (json && line.startsWith("{")) {
                told.add(MAPPER.readTree(line));
                notifyAll();
                return;
            }
        } catch (JsonProcessingException e) {
            noise.append("not JSON: ");
        }
        noise.append(line).append('\n');
    }

    private synchronized void finish() {
        ended = true;
        notifyAll();
    }

    /** The first line of this event that fits, waiting for it. */
    synchronized JsonNode await(String event, Predicate<JsonNode> fits, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            for (JsonNode line : told) {
                if (line.path("event").asText().equals(event) && fits.test(line)) {
                    return line;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || ended) {
                throw new AssertionError(
                        "the bot did not tell \"" + event + "\"; it told " + told + " and wrote\n" + noise);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted");
            }
        }
    }

    JsonNode await(String event, Duration limit) {
        return await(event, line -> true, limit);
    }

    synchronized List<JsonNode> told(String event) {
        return told.stream()
                .filter(line -> line.path("event").asText().equals(event))
                .toList();
    }

    /** Ends the bot by closing its input; by force if that does not help. */
    @Override
    public void close() {
        try {
            process.outputWriter().close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
