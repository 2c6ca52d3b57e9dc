package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FaultsTest extends SandboxTest {
    private static final String MESSAGES = "/conversations/v1/Services/*/Conversations/*/Messages";

    @Test
    void an_answer_is_lost_after_the_work_was_done() {
        String sid = conversation();
        sandbox.faults().on("POST", MESSAGES).loseAnswer();

        assertThatThrownBy(() -> write(sid, "hello")).isInstanceOf(ApiException.class);
        assertThat(sandbox.conversation(sid).orElseThrow().messages()).hasSize(1);
        assertThat(write(sid, "again").getIndex()).isEqualTo(1);
        assertThat(sandbox.calls().all())
                .anySatisfy(call -> assertThat(call.status()).isZero());
    }

    @Test
    void an_answer_comes_long_after_the_work_was_done() {
        String sid = conversation();
        sandbox.faults().on("POST", MESSAGES).delayAnswer(Duration.ofMillis(300));

        write(sid, "hello");
        Instant answered = Instant.now();

        assertThat(sandbox.conversation(sid).orElseThrow().messages())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.createdAt()).isBeforeOrEqualTo(answered.minus(Duration.ofMillis(300))));
    }

    @Test
    void a_connection_is_refused_before_any_work() {
        String sid = conversation();
        sandbox.faults().on("*", "/conversations/**").refuse();

        assertThatThrownBy(() -> write(sid, "hello")).isInstanceOf(ApiException.class);
        assertThat(sandbox.conversation(sid).orElseThrow().messages()).isEmpty();
        assertThat(write(sid, "again").getIndex()).isZero();
    }

    @Test
    void errors_are_answered_as_often_as_asked_for() {
        String sid = conversation();
        sandbox.faults().on("POST", MESSAGES).times(2).answer(503, 20503);

        assertRefused(20503, () -> write(sid, "one"));
        assertRefused(20503, () -> write(sid, "two"));
        assertThat(write(sid, "three").getIndex()).isZero();
    }

    @Test
    void a_storm_is_over_after_its_time() {
        String sid = conversation();
        sandbox.faults().on("POST", MESSAGES).lasting(Duration.ZERO).answer(503, 20503);
        assertThat(write(sid, "calm").getIndex()).isZero();

        sandbox.faults().on("POST", MESSAGES).lasting(Duration.ofMinutes(5)).answer(503, 20503);
        assertRefused(20503, () -> write(sid, "one"));
        assertRefused(20503, () -> write(sid, "two"));
    }

    @Test
    void too_many_requests_say_when_to_come_back() throws Exception {
        sandbox.faults().on("GET", "/flex-api/v1/Configuration").tooManyRequests(Duration.ofSeconds(3));
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(sandbox.url() + "/flex-api/v1/Configuration"))
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                (sandbox.accountSid() + ":" + sandbox.authToken())
                                                                        .getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(answer.body()).contains("\"code\":20429");
    }

    @Test
    void chance_is_repeatable_and_everything_can_be_cleared() {
        long seed = 42;
        String first = refusals(seed);
        String second = refusals(seed);

        assertThat(first).as("seed %d", seed).isEqualTo(second).contains("x", ".");
        sandbox.faults().on("POST", MESSAGES).always().answer(500, 20500);
        sandbox.faults().clear();
        assertThat(write(conversation(), "fine").getIndex()).isZero();
    }

    @Test
    void a_delay_only_delays() {
        String sid = conversation();
        sandbox.faults().on("POST", MESSAGES).delay(Duration.ofMillis(300));
        Instant before = Instant.now();

        Message message = write(sid, "late");

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        assertThat(message.getBody()).isEqualTo("late");
    }

    @Test
    void calls_are_counted_by_route_and_forgotten() {
        String sid = conversation();
        sandbox.calls().clear();
        write(sid, "one");
        write(sid, "two");

        assertThat(sandbox.calls().count()).isEqualTo(2);
        assertThat(sandbox.calls().all().get(0)).satisfies(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.product()).isEqualTo("conversations");
            assertThat(call.route())
                    .isEqualTo("/conversations/v1/Services/{ChatServiceSid}/Conversations/{ConversationSid}/Messages");
            assertThat(call.path()).contains(sid);
            assertThat(call.status()).isEqualTo(201);
        });
        assertThat(sandbox.calls().count(call -> call.status() >= 400)).isZero();
    }

    private String refusals(long seed) {
        sandbox.faults().clear();
        sandbox.faults().on("POST", MESSAGES).withProbability(0.5, seed).answer(500, 20500);
        String sid = conversation();
        StringBuilder pattern = new StringBuilder();
        IntStream.range(0, 20).forEach(number -> {
            try {
                write(sid, "message");
                pattern.append('.');
            } catch (ApiException refused) {
                pattern.append('x');
            }
        });
        return pattern.toString();
    }
}
