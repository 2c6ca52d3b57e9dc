package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.guildline.sandbox.discord.SandboxMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers worded by a language model, and the talk without it when it is silent or gone. */
class LanguageModelTest {
    private static final String QUESTION = "I cannot get into my account on my new phone";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Routing.class,
            names = {"STUDIO", "WITHOUT_TWILIO"})
    void it_words_the_answer_as_long_as_it_is_there(Routing routing) throws IOException {
        try (Model model = new Model();
                Deployment deployment = Deployment.start(
                        routing,
                        folder,
                        Map.of(
                                "LANGUAGE_MODEL_URL", model.url(),
                                "LANGUAGE_MODEL_NAME", "local",
                                "LANGUAGE_MODEL_KEY", "sk-local",
                                "LANGUAGE_MODEL_TIMEOUT", "PT1S"))) {
            Player mia = deployment.player("mia", "Mia", "en-US");
            mia.writes(QUESTION);
            SandboxMessage answer = mia.reads("Your first steps: ");
            assertThat(answer.content()).isEqualTo(model.said.get(0));
            assertThat(answer.embeds()).singleElement().satisfies(card -> {
                assertThat(card.title()).isEqualTo(model.cited.get(0));
                assertThat(card.url()).startsWith("https://example.com/");
            });
            assertThat(answer.buttons())
                    .extracting(button -> button.label())
                    .containsExactly("This helped", "None of these", "Talk to a person");

            model.silent = true;
            Player leo = deployment.player("leo", "Leo", "en-US");
            leo.writes(QUESTION);
            leo.reads("Does one of these help?");

            model.close();
            Player ida = deployment.player("ida", "Ida", "en-US");
            ida.writes(QUESTION);
            ida.reads("Does one of these help?");
            ida.writes("I want to talk to a person");
            ida.reads("You are being transferred");
            assertThat(model.said).hasSize(1);
        }
    }

    /** A local endpoint that answers with the beginning of the first article. */
    private static final class Model implements AutoCloseable {
        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 9);
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final CountDownLatch closing = new CountDownLatch(1);
        final List<String> said = new CopyOnWriteArrayList<>();
        final List<String> cited = new CopyOnWriteArrayList<>();
        volatile boolean silent;

        Model() throws IOException {
            server.setExecutor(threads);
            server.createContext("/v1/chat/completions", this::answer);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                JsonNode asked = MAPPER.readTree(exchange.getRequestBody());
                if (silent) {
                    closing.await();
                    return;
                }
                JsonNode first = MAPPER.readTree(
                                asked.path("messages").path(1).path("content").asText())
                        .path("articles")
                        .path(0);
                String words = first.path("text").asText().split("\\n", 2)[0];
                said.add("Your first steps: " + words);
                cited.add(first.path("title").asText());
                ObjectNode completion = MAPPER.createObjectNode();
                ObjectNode answer = MAPPER.createObjectNode().put("answer", said.get(said.size() - 1));
                answer.putArray("articles").add(first.path("id").asText());
                completion
                        .putArray("choices")
                        .addObject()
                        .putObject("message")
                        .put("role", "assistant")
                        .put("content", answer.toString());
                byte[] bytes = completion.toString().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
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
}
