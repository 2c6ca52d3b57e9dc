package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.guildline.core.Guildline;
import dev.guildline.core.memory.InMemoryStores;
import dev.guildline.core.usecase.MessageOutcome;
import dev.guildline.testkit.fake.FakeChatChannel;
import dev.guildline.testkit.fixture.Talk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OperationsApiTest {
    private static final String TOKEN = "a-token-of-some-length-for-the-tests";
    private static final String WHY = "{\"reason\":\"maintenance\",\"by\":\"ops\"}";

    private final FakeChatChannel channel = new FakeChatChannel();
    private final Guildline guildline = Guildline.builder()
            .store(new InMemoryStores())
            .channel(channel)
            .executor(Runnable::run)
            .build();
    private final Talk mia = new Talk(guildline, channel, "Mia");
    private final HttpAdapter adapter = HttpAdapter.start(
            HttpConfig.onFreePort(),
            List.of(),
            List.of(),
            new OperationsApi(ApiToken.of(TOKEN), guildline.admission(), guildline.operations()),
            null);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() {
        guildline.operations().resume().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        adapter.close();
        guildline.close();
    }

    private HttpResponse<String> call(String method, String path, String body, String authorization)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(adapter.address() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        return call(method, path, body, "Bearer " + TOKEN);
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer ",
                "Bearer a-token-of-some-length-for-the-testz",
                "Bearer " + TOKEN + "x",
                "Basic " + TOKEN,
                TOKEN
            })
    void without_the_token_nothing_is_shown_and_nothing_done(String authorization) throws Exception {
        HttpResponse<String> answer = call("PUT", "/api/v1/intake/pause", WHY, authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(guildline.admission().paused().toCompletableFuture().join()).isEmpty();
        assertThat(call("GET", "/api/v1/deliveries?state=parked", "", authorization)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_pause_lets_nobody_new_in_until_it_is_over() throws Exception {
        assertThat(read("/api/v1/intake/pause").path("paused").asBoolean()).isFalse();

        assertThat(call("PUT", "/api/v1/intake/pause", WHY).statusCode()).isEqualTo(200);

        JsonNode pause = read("/api/v1/intake/pause");
        assertThat(pause.path("paused").asBoolean()).isTrue();
        assertThat(pause.path("reason").asText()).isEqualTo("maintenance");
        assertThat(pause.path("by").asText()).isEqualTo("ops");
        assertThat(mia.writes("hello")).isInstanceOf(MessageOutcome.NotAdmitted.class);
        assertThat(call("DELETE", "/api/v1/intake/pause", "").statusCode()).isEqualTo(204);
        assertThat(mia.writes("hello again")).isInstanceOf(MessageOutcome.Accepted.class);
        assertThat(call("DELETE", "/api/v1/intake/pause", "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_block_holds_for_one_customer_until_it_is_lifted() throws Exception {
        String until = Instant.now().plus(Duration.ofDays(7)).toString();
        HttpResponse<String> blocked = call(
                "PUT",
                "/api/v1/blocks/fake%3Amia",
                "{\"reason\":\"threats\",\"by\":\"ops\",\"until\":\"" + until + "\"}");

        assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(200);
        JsonNode block = read("/api/v1/blocks").path("blocks").path(0);
        assertThat(block.path("customer").asText()).isEqualTo("fake:mia");
        assertThat(block.path("reason").asText()).isEqualTo("threats");
        assertThat(block.path("until").asText()).isEqualTo(until);
        assertThat(mia.writes("hello")).isInstanceOf(MessageOutcome.NotAdmitted.class);
        assertThat(new Talk(guildline, channel, "Ben").writes("hello")).isInstanceOf(MessageOutcome.Accepted.class);
        assertThat(call("DELETE", "/api/v1/blocks/fake:mia", "").statusCode()).isEqualTo(204);
        assertThat(mia.writes("hello again")).isInstanceOf(MessageOutcome.Accepted.class);
        assertThat(call("DELETE", "/api/v1/blocks/fake:mia", "").statusCode()).isEqualTo(404);
    }

    @Test
    void what_did_not_arrive_is_listed_and_tried_again() throws Exception {
        mia.writes("hello");
        channel.close("mia");
        mia.says(Talk.ADA, "a secret between us");

        JsonNode refused = read("/api/v1/deliveries?state=refused&limit=5").path("deliveries");
        assertThat(refused).isNotEmpty();
        assertThat(refused.path(0).path("side").asText()).isEqualTo("customer");
        assertThat(refused.path(0).path("note").asText()).contains("CUSTOMER_UNREACHABLE");
        assertThat(refused.toString()).doesNotContain("a secret between us");

        channel.reopen("mia");
        for (JsonNode delivery : refused) {
            assertThat(call(
                                    "POST",
                                    "/api/v1/deliveries/"
                                            + delivery.path("delivery").asLong() + "/retry",
                                    "")
                            .statusCode())
                    .isEqualTo(204);
        }

        assertThat(channel.textsShownTo("mia")).anyMatch(text -> text.contains("a secret between us"));
        assertThat(read("/api/v1/deliveries?state=refused").path("deliveries")).isEmpty();
        assertThat(call("POST", "/api/v1/deliveries/987654/retry", "").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT | /api/v1/intake/pause | {\"by\":\"ops\"} | reason:",
                "PUT | /api/v1/intake/pause | {\"reason\":\" \",\"by\":\"ops\"} | reason:",
                "PUT | /api/v1/intake/pause | {\"reason\":7,\"by\":\"ops\"} | reason:",
                "PUT | /api/v1/intake/pause | {\"reason\":\"x\",\"by\":\"ops\",\"until\":\"2031-05-04T10:00:00Z\"} | by, reason",
                "PUT | /api/v1/intake/pause | {\"reason\":\"x\",\"reason\":\"y\",\"by\":\"ops\"} | no JSON object",
                "PUT | /api/v1/intake/pause | [] | no JSON object",
                "PUT | /api/v1/intake/pause | {} {} | no JSON object",
                "PUT | /api/v1/intake/pause | nonsense | no JSON object",
                "PUT | /api/v1/blocks/fake:mia | {\"reason\":\"x\",\"by\":\"ops\",\"until\":\"tomorrow\"} | until:",
                "PUT | /api/v1/blocks/fake:mia | {\"reason\":\"x\",\"by\":\"ops\",\"until\":\"2001-01-01T00:00:00Z\"} | until:",
                "GET | /api/v1/blocks?limit=0 | '' | limit:",
                "GET | /api/v1/blocks?limit=many | '' | limit:",
                "GET | /api/v1/deliveries | '' | state:",
                "GET | /api/v1/deliveries?state=lost | '' | pending, delivered, refused, unknown, parked",
                "POST | /api/v1/deliveries/one/retry | '' | delivery:"
            })
    void what_is_wrong_is_named_and_nothing_is_kept(String method, String path, String body, String named)
            throws Exception {
        HttpResponse<String> answer = call(method, path, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains(named);
        assertThat(guildline.admission().paused().toCompletableFuture().join()).isEmpty();
        assertThat(guildline.admission().blocks(5).toCompletableFuture().join()).isEmpty();
    }

    @Test
    void other_methods_and_large_bodies_are_refused() throws Exception {
        HttpResponse<String> other = call("POST", "/api/v1/intake/pause", WHY);
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("Allow")).contains("DELETE, GET, PUT");
        String large = "{\"reason\":\"" + "x".repeat(20_000) + "\",\"by\":\"ops\"}";
        assertThat(call("PUT", "/api/v1/intake/pause", large).statusCode()).isEqualTo(413);
    }

    @Test
    void the_description_names_every_address_and_method_and_needs_no_token() throws Exception {
        HttpResponse<String> answer = call("GET", OperationsApi.DESCRIPTION, "", "");
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode paths = new ObjectMapper().readTree(answer.body()).path("paths");

        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            if (path.getKey().equals(OperationsApi.DESCRIPTION)) {
                continue;
            }
            Set<String> described = new TreeSet<>();
            path.getValue().fieldNames().forEachRemaining(name -> {
                if (!name.equals("parameters")) {
                    described.add(name.toUpperCase(java.util.Locale.ROOT));
                }
            });
            HttpResponse<String> refused = call("PATCH", path.getKey().replaceAll("[{][a-z]+[}]", "1"), "");
            assertThat(refused.statusCode()).as(path.getKey()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains(String.join(", ", described));
        }
        assertThat(paths.properties()).hasSize(6);
    }

    @Test
    void a_token_is_long_and_never_shown() {
        assertThat(ApiToken.fromEnvironment(Map.of())).isEmpty();
        assertThat(ApiToken.fromEnvironment(Map.of("API_TOKEN", " "))).isEmpty();
        assertThat(ApiToken.fromEnvironment(Map.of("API_TOKEN", TOKEN)).orElseThrow())
                .asString()
                .doesNotContain(TOKEN);
        assertThatThrownBy(() -> ApiToken.fromEnvironment(Map.of("API_TOKEN", "too-short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("API_TOKEN:")
                .message()
                .doesNotContain("too-short");
        assertThatThrownBy(() -> ApiToken.of("with a space ".repeat(5))).isInstanceOf(IllegalArgumentException.class);
    }
}
