package dev.guildline.adapter.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import net.dv8tion.jda.api.requests.Response;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordErrorsTest {
    private static ErrorResponseException answered(int status, int code) {
        String body = "{\"code\":" + code + ",\"message\":\"told by Discord\"}";
        okhttp3.Response raw = new okhttp3.Response.Builder()
                .request(new Request.Builder().url("http://127.0.0.1/").build())
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("")
                .body(ResponseBody.create(body, MediaType.get("application/json")))
                .build();
        Response response = new Response(raw, -1, Set.of());
        return ErrorResponseException.create(
                ErrorResponse.fromJSON(response.optObject().orElse(null)), response);
    }

    private static ErrorResponseException broken(Exception transport) {
        return ErrorResponseException.create(ErrorResponse.SERVER_ERROR, new Response(transport, Set.of()));
    }

    private static PortException mapped(Throwable failure) {
        return DiscordErrors.of(new CompletionException(failure), "delivery 7");
    }

    @ParameterizedTest
    @CsvSource({
        "403, 50007, CUSTOMER_UNREACHABLE",
        "403, 50278, CUSTOMER_UNREACHABLE",
        "400, 50033, CUSTOMER_UNREACHABLE",
        "404, 10003, NOT_FOUND",
        "404, 10008, NOT_FOUND",
        "404, 10013, NOT_FOUND",
        "400, 50035, INVALID",
        "400, 50006, INVALID",
        "413, 40005, INVALID",
        "400, 200000, INVALID",
        "401, 0, NOT_ALLOWED",
        "401, 40001, NOT_ALLOWED",
        "403, 50001, NOT_ALLOWED",
        "403, 50013, NOT_ALLOWED"
    })
    void a_refusal_is_permanent(int status, int code, Refusal reason) {
        assertThat(mapped(answered(status, code))).isInstanceOfSatisfying(PortException.Permanent.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused).hasMessageContaining("delivery 7").hasMessageContaining(Integer.toString(code));
        });
    }

    @ParameterizedTest
    @CsvSource({"403, 40003", "403, 40004", "429, 20028", "429, 0", "503, 130000"})
    void what_is_too_much_now_may_work_later(int status, int code) {
        assertThat(mapped(answered(status, code))).isInstanceOf(PortException.Retryable.class);
    }

    @ParameterizedTest
    @CsvSource({"500, 0", "502, 0", "503, 0", "504, 0"})
    void a_server_error_leaves_the_outcome_open(int status, int code) {
        assertThat(mapped(answered(status, code))).isInstanceOf(PortException.OutcomeUnknown.class);
    }

    @Test
    void a_limit_that_jda_does_not_wait_for_says_how_long() {
        RateLimitedException limited = new RateLimitedException("route", 1500);

        assertThat(mapped(limited))
                .isInstanceOfSatisfying(
                        PortException.Retryable.class,
                        later -> assertThat(later.retryAfter()).contains(Duration.ofMillis(1500)));
    }

    @Test
    void without_a_connection_nothing_has_happened() {
        assertThat(mapped(broken(new ConnectException("Connection refused"))))
                .isInstanceOf(PortException.Retryable.class);
        assertThat(mapped(broken(new UnknownHostException("discord.test"))))
                .isInstanceOf(PortException.Retryable.class);
        assertThat(mapped(broken(new SocketTimeoutException("failed to connect to /127.0.0.1 after 10000ms"))))
                .isInstanceOf(PortException.Retryable.class);
        assertThat(mapped(new RejectedExecutionException("shut down"))).isInstanceOf(PortException.Retryable.class);
    }

    @Test
    void a_connection_that_breaks_leaves_the_outcome_open() {
        assertThat(mapped(broken(new SocketTimeoutException("timeout"))))
                .isInstanceOf(PortException.OutcomeUnknown.class);
        assertThat(mapped(broken(new SocketException("Connection reset"))))
                .isInstanceOf(PortException.OutcomeUnknown.class);
        assertThat(mapped(broken(new IOException("unexpected end of stream"))))
                .isInstanceOf(PortException.OutcomeUnknown.class);
        assertThat(mapped(new TimeoutException("queued too long"))).isInstanceOf(PortException.OutcomeUnknown.class);
    }

    @Test
    void what_jda_itself_refuses_never_left_and_never_will() {
        PortException refused =
                mapped(new IllegalArgumentException("Content: \"what the customer wrote\" is too long"));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        PortException.Permanent.class,
                        permanent -> assertThat(permanent.reason()).isEqualTo(Refusal.INVALID));
        assertThat(refused).hasMessageNotContaining("what the customer wrote").hasNoCause();
    }

    @Test
    void a_failure_of_a_port_stays_what_it_is() {
        PortException known = new PortException.Retryable("known", null);

        assertThat(mapped(known)).isSameAs(known);
    }

    @Test
    void the_log_is_told_codes_and_places_only() {
        assertThat(DiscordErrors.brief(answered(403, 50007))).isEqualTo("ErrorResponseException 50007");
        assertThat(DiscordErrors.brief(new IllegalStateException("what the customer wrote")))
                .startsWith("IllegalStateException at ")
                .doesNotContain("what the customer wrote");
    }
}
