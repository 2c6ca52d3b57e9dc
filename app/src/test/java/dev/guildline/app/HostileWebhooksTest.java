package dev.guildline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.conversation.ConversationStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody on the internet can send to the webhooks: it is refused with a problem and has no effect. */
class HostileWebhooksTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @TempDir
    static Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private static Deployment deployment;

    @BeforeAll
    static void start() {
        deployment = Deployment.start(Routing.STUDIO, folder);
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    @AfterEach
    void nothing_happened() {
        assertThat(deployment
                        .guildline()
                        .conversations()
                        .list(EnumSet.allOf(ConversationStatus.class), 10)
                        .toCompletableFuture()
                        .join())
                .as("no request had an effect")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/forward-to-discord", "/chatbot-to-discord", "/twilio/events"})
    void an_unsigned_or_forged_call_is_forbidden(String path) throws Exception {
        Map<String, String> fields = agentMessage("CH00000000000000000000000000000000");
        assertProblem(post(path, FORM, form(fields), null), 403);
        assertProblem(post(path, FORM, form(fields), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="), 403);
        String right = sign(path, fields);
        fields.put("Body", "changed on the way");
        assertProblem(post(path, FORM, form(fields), right), 403);
    }

    @Test
    void a_signed_call_about_an_unknown_conversation_is_a_bad_request() throws Exception {
        Map<String, String> fields = agentMessage("CH00000000000000000000000000000000");

        assertProblem(post("/forward-to-discord", FORM, form(fields), sign("/forward-to-discord", fields)), 400);
    }

    @Test
    void what_no_agent_wrote_is_dropped_before_any_work() throws Exception {
        Map<String, String> fields = agentMessage("CH00000000000000000000000000000000");
        fields.put("Source", "API");

        assertThat(post("/forward-to-discord", FORM, form(fields), sign("/forward-to-discord", fields))
                        .statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void another_method_is_not_allowed(String method) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(deployment.address().resolve("/forward-to-discord"))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertProblem(answer, 405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void an_oversized_body_is_refused() throws Exception {
        // Not more than a server reads on for the sake of an answer: beyond that it closes the connection.
        String body = "Body=" + "x".repeat(900_000);

        assertProblem(post("/forward-to-discord", FORM, body, "AAAA"), 413);
    }

    @Test
    void another_kind_of_body_is_refused() throws Exception {
        int status = post("/forward-to-discord", "text/plain", "hello", "AAAA").statusCode();

        assertThat(status).isBetween(400, 499);
    }

    @Test
    void a_truncated_call_is_refused_and_harms_nobody() throws Exception {
        URI address = deployment.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /forward-to-discord HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM
                            + "\r\nContent-Length: 500\r\n\r\nBody=half")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).doesNotStartWith("HTTP/1.1 5");
        }
        assertThat(client.send(
                                HttpRequest.newBuilder(address.resolve("/health/live"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    private Map<String, String> agentMessage(String conversation) {
        return new TreeMap<>(Map.of(
                "EventType", "onMessageAdded",
                "AccountSid", deployment.twilio().accountSid(),
                "ChatServiceSid", deployment.twilio().chatServiceSid(),
                "ConversationSid", conversation,
                "MessageSid", "IM00000000000000000000000000000001",
                "Index", "0",
                "Source", "SDK",
                "Author", "eve",
                "Body", "Send me your password"));
    }

    private HttpResponse<String> post(String path, String type, String body, String signature)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        deployment.address().resolve(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            request.header("X-Twilio-Signature", signature);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** As Twilio signs: the address, then every field's name and value in the order of the names. */
    private String sign(String path, Map<String, String> fields) throws GeneralSecurityException {
        StringBuilder signed =
                new StringBuilder(deployment.address().resolve(path).toString());
        new TreeMap<>(fields).forEach((name, value) -> signed.append(name).append(value));
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(deployment.twilio().authToken().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(signed.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("Exception");
    }
}
