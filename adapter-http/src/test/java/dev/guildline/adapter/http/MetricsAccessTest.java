package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks come from everywhere to the same port: the metrics are not for everybody. */
@Timeout(60)
class MetricsAccessTest {
    private static final String TOKEN = "a-token-of-some-length-for-the-tests";

    private final Metrics metrics = new Metrics(InstantSource.system());

    @AfterEach
    void stop() {
        metrics.close();
    }

    private static HttpConfig config(String host, @Nullable String publicUrl) {
        return new HttpConfig(host, 0, publicUrl == null ? null : URI.create(publicUrl), Duration.ofSeconds(10));
    }

    private Optional<MetricsPage> page(HttpConfig config) {
        return MetricsPage.from(metrics, config, Optional.empty());
    }

    private HttpAdapter served(@Nullable MetricsPage page) {
        return HttpAdapter.start(HttpConfig.onFreePort(), List.of(), List.of(), null, page);
    }

    private static String call(HttpAdapter adapter, String method, String headers) throws IOException {
        return RawExchange.sendAndEnd(
                adapter.address(), method + " /metrics HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
    }

    @Test
    void with_a_token_only_those_who_show_it_see_anything() throws Exception {
        ApiToken token = ApiToken.fromEnvironment(Map.of("METRICS_TOKEN", TOKEN), "METRICS_TOKEN")
                .orElseThrow();
        try (HttpAdapter adapter = served(MetricsPage.withToken(metrics, token))) {
            String host = "Host: bot.example.com\r\n";
            String shown = call(adapter, "GET", host + "Authorization: Bearer " + TOKEN + "\r\n");
            assertThat(RawExchange.status(shown)).isEqualTo(200);
            assertThat(shown).contains("guildline_messages_total", "Cache-Control: no-store");

            for (String authorization : List.of("", "Bearer", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
                String refused = call(adapter, "GET", host + "Authorization: " + authorization + "\r\n");
                assertThat(RawExchange.status(refused)).as(authorization).isEqualTo(401);
                assertThat(refused)
                        .contains("application/problem+json", "WWW-Authenticate: Bearer", "METRICS_TOKEN")
                        .doesNotContain("guildline_messages_total", TOKEN);
            }
            assertThat(RawExchange.status(call(adapter, "GET", host))).isEqualTo(401);
            assertThat(RawExchange.status(call(adapter, "POST", host))).isEqualTo(401);
        }
    }

    @Test
    void without_a_token_there_is_none_as_soon_as_others_may_reach_the_server() {
        assertThat(page(config("127.0.0.1", null))).isPresent();
        assertThat(page(config("::1", "http://127.0.0.1:8080"))).isPresent();
        assertThat(page(config("localhost", "http://localhost:8080"))).isPresent();
        assertThat(page(config("127.0.0.1", "https://bot.example.com"))).isEmpty();
        assertThat(page(config("127.0.0.1", "http://127.0.0.1.example.com"))).isEmpty();
        assertThat(page(config("0.0.0.0", null))).isEmpty();
        assertThat(page(config("bot.example.com", null))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For: 198.51.100.7",
                "Forwarded: for=198.51.100.7",
                "X-Real-IP: 198.51.100.7",
                "Via: 1.1 proxy"
            })
    void without_a_token_what_comes_through_a_proxy_finds_nothing(String header) throws Exception {
        try (HttpAdapter adapter = served(page(HttpConfig.onFreePort()).orElseThrow())) {
            assertThat(RawExchange.status(call(adapter, "GET", "Host: localhost\r\n")))
                    .isEqualTo(200);
            String refused = call(adapter, "GET", "Host: localhost\r\n" + header + "\r\n");
            assertThat(RawExchange.status(refused)).isEqualTo(404);
            assertThat(refused).contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: bot.example.com", "Host: 127.0.0.1.example.com:8080", "Host: [2001:db8::1]:8080"})
    void without_a_token_a_page_is_not_found_by_another_name(String header) throws Exception {
        try (HttpAdapter adapter = served(page(HttpConfig.onFreePort()).orElseThrow())) {
            assertThat(RawExchange.status(call(adapter, "GET", header + "\r\n")))
                    .isEqualTo(404);
        }
    }

    @Test
    void it_is_only_read() throws Exception {
        try (HttpAdapter adapter = served(page(HttpConfig.onFreePort()).orElseThrow())) {
            for (String method : List.of("POST", "PUT", "DELETE")) {
                assertThat(RawExchange.status(call(adapter, method, "Host: localhost\r\n")))
                        .as(method)
                        .isEqualTo(405);
            }
            String head = call(adapter, "HEAD", "Host: 127.0.0.1:1\r\n");
            assertThat(RawExchange.status(head)).isEqualTo(200);
            assertThat(head).doesNotContain("guildline_");
        }
    }

    @Test
    void without_a_page_there_is_nothing() throws Exception {
        try (HttpAdapter adapter = served(null)) {
            assertThat(RawExchange.status(call(adapter, "GET", "Host: localhost\r\n")))
                    .isEqualTo(404);
        }
    }

    @Test
    void a_token_that_is_too_short_is_refused_by_the_name_of_its_setting() {
        assertThatThrownBy(() -> ApiToken.fromEnvironment(Map.of("METRICS_TOKEN", "short-secret"), "METRICS_TOKEN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("METRICS_TOKEN: ")
                .hasMessageNotContaining("short-secret");
    }
}
