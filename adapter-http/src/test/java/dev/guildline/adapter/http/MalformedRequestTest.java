package dev.guildline.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.port.webhook.WebhookReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP client would send, byte by byte. */
@Timeout(60)
class MalformedRequestTest {
    private static final String HEAD = "POST /hook HTTP/1.1\r\nHost: guildline\r\nConnection: close\r\n";

    private final TestEndpoint hook = TestEndpoint.answering("/hook", WebhookReply.NO_CONTENT);
    private final HttpAdapter adapter =
            HttpAdapter.start(new HttpConfig("127.0.0.1", 0, null, Duration.ofSeconds(30)), List.of(hook), List.of());

    @AfterEach
    void stop() {
        adapter.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 100\r\n\r\nonly this",
                "Transfer-Encoding: chunked\r\n\r\n64\r\nonly this",
                "Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n",
                "Transfer-Encoding: chunked\r\n\r\nno number\r\n"
            })
    void a_body_that_breaks_off_is_a_bad_request_and_never_taken(String rest) throws Exception {
        String answer = RawExchange.sendAndEnd(adapter.address(), HEAD + rest);

        assertProblem(answer, 400);
        assertThat(hook.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100\r\n\r\nonly this", "Transfer-Encoding: chunked\r\n\r\n4\r\nfour\r\n"})
    void a_body_that_never_ends_runs_out_of_time(String rest) throws Exception {
        HttpConfig impatient = new HttpConfig("127.0.0.1", 0, null, Duration.ofMillis(300));
        try (HttpAdapter other = HttpAdapter.start(impatient, List.of(hook), List.of())) {
            assertProblem(RawExchange.sendAndWait(other.address(), HEAD + rest), 408);
        }
        assertThat(hook.calls).isEmpty();
    }

    @Test
    void a_huge_promise_is_refused_without_waiting_for_it_and_without_room_for_it() throws Exception {
        assertProblem(
                RawExchange.sendAndEnd(adapter.address(), HEAD + "Content-Length: 999999999999\r\n\r\nfirst"), 413);
        assertProblem(
                RawExchange.sendAndEnd(
                        adapter.address(), HEAD + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n" + "x".repeat(5000)),
                413);
        assertThat(hook.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "POST\r\n\r\n",
                "POST /hook\r\n\r\n",
                "POST /hook HTTP/9.9\r\nHost: a\r\n\r\n",
                "POST hook HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /%zz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "POST /hook HTTP/1.1\r\n\r\n",
                "POST /hook HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: many\r\n\r\n",
                "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /hook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: rot13\r\n\r\n0\r\n\r\n",
                "POST /hook HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nContent-Length: 0\r\n\r\n",
                "GET /hook HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
                "\u0016\u0003\u0001\u0000 a greeting meant for https\r\n\r\n"
            })
    void garbage_is_the_senders_fault(String request) throws Exception {
        String answer = RawExchange.sendAndEnd(adapter.address(), request);

        assertThat(RawExchange.status(answer)).as(answer).isBetween(400, 499);
        assertThat(answer).contains("application/problem+json").doesNotContainIgnoringCase("jetty");
        assertThat(hook.calls).isEmpty();
    }

    @Test
    void too_long_addresses_and_headers_are_refused() throws Exception {
        String address = RawExchange.sendAndEnd(
                adapter.address(), "POST /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        String header = RawExchange.sendAndEnd(adapter.address(), HEAD + "X-Long: " + "a".repeat(20_000) + "\r\n\r\n");

        assertProblem(address, 414);
        assertProblem(header, 431);
    }

    @Test
    void random_bytes_never_become_a_server_error() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] pattern = (HEAD + "Content-Length: 4\r\n\r\nbody").getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 300; round++) {
            byte[] bytes = pattern.clone();
            int changes = 1 + random.nextInt(6);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            String answer = RawExchange.sendAndEnd(adapter.address(), bytes);
            assertThat(answer.isEmpty() || RawExchange.status(answer) < 500)
                    .as("seed %d, round %d: %s", seed, round, answer)
                    .isTrue();
        }
    }

    private static void assertProblem(String answer, int status) {
        assertThat(RawExchange.status(answer)).as(answer).isEqualTo(status);
        assertThat(answer).contains("application/problem+json").contains("\"status\":" + status);
    }
}
