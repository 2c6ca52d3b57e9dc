package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.PortException.OutcomeUnknown;
import dev.guildline.core.error.PortException.Permanent;
import dev.guildline.core.error.PortException.Retryable;
import dev.guildline.core.error.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioErrorsTest {
    private static PortException answered(int status, int code) {
        return TwilioErrors.map(new RefusedCall("POST /v1/x", status, code, null));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 50377, FAR_SIDE_CLOSED",
        "400, 45354, FAR_SIDE_CLOSED",
        "404, 20404, NOT_FOUND",
        "404, 0, NOT_FOUND",
        "400, 50350, NOT_FOUND",
        "401, 20003, NOT_ALLOWED",
        "403, 0, NOT_ALLOWED",
        "400, 20001, INVALID",
        "409, 50417, INVALID",
        "422, 0, INVALID",
        "400, 45355, INVALID",
    })
    void what_will_never_work_is_permanent(int status, int code, Refusal reason) {
        assertThat(answered(status, code))
                .isInstanceOfSatisfying(
                        Permanent.class, told -> assertThat(told.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({"500, 0", "503, 20503", "504, 0", "408, 0", "400, 45352", "500, 45363"})
    void what_may_have_happened_is_unknown(int status, int code) {
        assertThat(answered(status, code)).isInstanceOf(OutcomeUnknown.class);
    }

    @ParameterizedTest
    @CsvSource({"429, 20429", "429, 0", "400, 20429", "409, 50391", "409, 45780"})
    void what_certainly_did_not_happen_may_be_repeated(int status, int code) {
        assertThat(answered(status, code)).isInstanceOf(Retryable.class);
    }

    @Test
    void the_wish_to_wait_is_passed_on() {
        PortException told = TwilioErrors.map(new RefusedCall("POST /x", 429, 20429, Duration.ofSeconds(7)));

        assertThat(((Retryable) told).retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void a_call_that_was_never_sent_may_be_repeated_and_one_without_answer_is_in_doubt() {
        assertThat(TwilioErrors.map(new UnansweredCall("GET /x", false, new ConnectException())))
                .isInstanceOf(Retryable.class);
        assertThat(TwilioErrors.map(new UnansweredCall("GET /x", true, new IOException())))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(TwilioErrors.map(new RejectedExecutionException())).isInstanceOf(Retryable.class);
        assertThat(TwilioErrors.map(new IllegalStateException("bug"))).isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void a_failure_of_the_port_stays_what_it_is() {
        Permanent told = new Permanent(Refusal.INVALID, "x", null);

        assertThat(TwilioErrors.map(new CompletionException(told))).isSameAs(told);
    }
}
