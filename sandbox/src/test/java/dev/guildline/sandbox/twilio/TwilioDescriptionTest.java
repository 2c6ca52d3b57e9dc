package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sandbox against Twilio's own API descriptions: the SDK's usual calls go through Prism, which compares requests
 * and answers with the description.
 */
class TwilioDescriptionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Path PRISM = Path.of("truth-check/node_modules/@stoplight/prism-cli/dist/index.js");
    private static final Path DESCRIPTIONS =
            Path.of(System.getProperty("guildline.shared", "../../shared"), "specs", "twilio");

    @TempDir
    Path folder;

    private final List<String> findings = Collections.synchronizedList(new ArrayList<>());
    private int checked;

    @BeforeAll
    static void look_for_the_tools() {
        assumeTrue(Files.exists(PRISM), "skipped: run 'npm ci' in sandbox/truth-check for the comparison");
        assumeTrue(Files.isDirectory(DESCRIPTIONS), "skipped: no API descriptions under " + DESCRIPTIONS);
    }

    @Test
    void conversations() throws Exception {
        check(
                "conversations",
                "twilio_conversations_v1.json",
                path -> path.startsWith("/v1/Services"),
                UsualCalls::conversations);
    }

    @Test
    void flex() throws Exception {
        check(
                "flex-api",
                "twilio_flex_v1.json",
                path -> path.startsWith("/v1/Interactions") || path.equals("/v1/Configuration"),
                UsualCalls::flex);
    }

    @Test
    void studio() throws Exception {
        check("studio", "twilio_studio_v2.json", path -> true, UsualCalls::studio);
    }

    @Test
    void task_router() throws Exception {
        check("taskrouter", "twilio_taskrouter_v1.json", path -> !path.contains("Statistics"), UsualCalls::taskRouter);
    }

    @Test
    void prism_finds_fault_with_nonsense() throws Exception {
        Path description = PrismProxy.prepare(
                DESCRIPTIONS.resolve("twilio_conversations_v1.json"),
                folder,
                path -> path.equals("/v1/Services/{ChatServiceSid}/Conversations"));
        try (HookReceiver nonsense = new HookReceiver();
                PrismProxy prism = PrismProxy.start(PRISM, description, nonsense.url(""))) {
            nonsense.answer(request -> new HookReceiver.Answer(201, "application/json", "{\"sid\":\"nonsense\"}"));
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(
                                            prism.url() + "/v1/Services/IS" + "0".repeat(32) + "/Conversations"))
                                    .header("Authorization", "Basic QUM6dG9rZW4=")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("State=nonsense"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());

            assertThat(answer.headers().firstValue("sl-violations"))
                    .hasValueSatisfying(found ->
                            assertThat(found).contains("Request body property State", "Response body property sid"));
        }
    }

    private interface Calls {
        void make(TwilioSandbox sandbox, TwilioRestClient client, Duration limit);
    }

    private void check(String product, String file, Predicate<String> paths, Calls calls) throws Exception {
        Path description = PrismProxy.prepare(DESCRIPTIONS.resolve(file), folder, paths);
        try (TwilioSandbox sandbox = TwilioSandbox.start(TwilioSandboxSettings.defaults());
                PrismProxy prism = PrismProxy.start(PRISM, description, sandbox.url() + "/" + product)) {
            TwilioRestClient client = LocalTwilioClient.of(
                    sandbox,
                    sandbox.authToken(),
                    asked -> asked.equals(product) ? prism.url() : sandbox.url() + "/" + asked,
                    (request, response) -> note(prism, request, response));
            calls.make(sandbox, client, LIMIT);
        }
        assertThat(findings).isEmpty();
        assertThat(checked).as("calls that went through Prism").isGreaterThan(5);
    }

    private void note(PrismProxy prism, Request request, Response response) {
        if (!request.getUrl().startsWith(prism.url())) {
            return;
        }
        checked++;
        String asked = request.getMethod() + " "
                + request.getUrl().substring(prism.url().length());
        Arrays.stream(response.getHeaders())
                .filter(header -> header.getName().equalsIgnoreCase("sl-violations"))
                .filter(header -> !PrismExceptions.covers(asked, header.getValue()))
                .forEach(header -> findings.add(asked + " -> " + response.getStatusCode() + " " + header.getValue()));
    }
}
