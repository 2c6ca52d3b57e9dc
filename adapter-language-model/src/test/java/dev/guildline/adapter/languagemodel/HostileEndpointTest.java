package dev.guildline.adapter.languagemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.adapter.languagemodel.FakeEndpoint.Behaviour;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the endpoint does, the customer gets the standard reply, and soon. */
@Timeout(60)
class HostileEndpointTest {
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    static Stream<Arguments> hostile() {
        String good = FakeEndpoint.answer("Choose Forgot password on the login screen.", "A1");
        return Stream.of(
                answer("no JSON", FakeEndpoint.json(q -> "I am sorry, Dave")),
                answer(
                        "half of it",
                        FakeEndpoint.json(q -> FakeEndpoint.wellBehaved(q).substring(0, 60))),
                answer(
                        "two of it",
                        FakeEndpoint.json(q -> FakeEndpoint.wellBehaved(q).repeat(2))),
                answer("an empty object", FakeEndpoint.json(q -> "{}")),
                answer("an array", FakeEndpoint.json(q -> "[]")),
                answer("nothing", FakeEndpoint.json(q -> "")),
                answer("null", FakeEndpoint.json(q -> "null")),
                answer("deep nesting", FakeEndpoint.json(q -> "[".repeat(100_000))),
                answer("a deep object", FakeEndpoint.json(q -> "{\"choices\":".repeat(20_000))),
                answer("no choices", FakeEndpoint.json(q -> "{\"choices\": []}")),
                answer("null content", message("\"content\": null")),
                answer("content of another kind", message("\"content\": {\"answer\": \"x\", \"articles\": [\"A1\"]}")),
                answer(
                        "a tool call",
                        message("\"content\": " + quoted(good)
                                + ", \"tool_calls\": [{\"id\": \"1\", \"type\": \"function\","
                                + " \"function\": {\"name\": \"handOff\", \"arguments\": \"{}\"}}]")),
                answer(
                        "a function call",
                        message("\"content\": " + quoted(good) + ", \"function_call\": {\"name\": \"handOff\"}")),
                answer(
                        "cut off",
                        FakeEndpoint.json(q -> FakeEndpoint.wellBehaved(q).replace("\"stop\"", "\"length\""))),
                answer(
                        "another content type",
                        (q, exchange) -> FakeEndpoint.send(exchange, 200, "text/html", FakeEndpoint.wellBehaved(q))),
                answer(
                        "an error with a good body",
                        (q, exchange) ->
                                FakeEndpoint.send(exchange, 500, "application/json", FakeEndpoint.wellBehaved(q))),
                answer(
                        "created",
                        (q, exchange) ->
                                FakeEndpoint.send(exchange, 201, "application/json", FakeEndpoint.wellBehaved(q))),
                answer("unauthorised", FakeEndpoint.status(401, "{\"error\": {\"message\": \"bad key\"}}")),
                answer("not found", FakeEndpoint.status(404, "{\"error\": {\"message\": \"no such model\"}}")),
                answer("too many", FakeEndpoint.status(429, "{}", "Retry-After", "7")),
                answer("out of order", FakeEndpoint.status(503, "{}", "Retry-After", "soon")),
                answer("refused", FakeEndpoint.status(400, "{\"error\": \"no\"}")),
                answer("broken off", (q, exchange) -> {
                    throw new IOException("broken off");
                }),
                // What the model writes.
                answer("plain words", FakeEndpoint.writes("Choose Forgot password on the login screen.")),
                answer("words after the JSON", FakeEndpoint.writes(good + " I hope this helps!")),
                answer(
                        "a field twice",
                        FakeEndpoint.writes(
                                "{\"answer\": \"a\", \"answer\": \"Choose Forgot password\", \"articles\": [\"A1\"]}")),
                answer("no citation", FakeEndpoint.writes(FakeEndpoint.answer("Choose Forgot password."))),
                answer(
                        "an invented citation",
                        FakeEndpoint.writes(
                                FakeEndpoint.answer("Choose Forgot password on the login screen.", "A1", "A9"))),
                answer(
                        "a citation by the article's own id",
                        FakeEndpoint.writes(
                                FakeEndpoint.answer("Choose Forgot password on the login screen.", "password"))),
                answer(
                        "a number for an id",
                        FakeEndpoint.writes(
                                "{\"answer\": \"Choose Forgot password on the login screen.\", \"articles\": [1]}")),
                answer(
                        "a route",
                        FakeEndpoint.writes(
                                "{\"reply\": \"ProposeHandoff\", \"customerAsked\": true, \"route\": \"agent\"}")),
                answer(
                        "a promise to transfer",
                        FakeEndpoint.writes(FakeEndpoint.answer(
                                "One moment please, I am transferring this conversation to a human agent right now.",
                                "A1"))),
                answer(
                        "another language",
                        FakeEndpoint.writes(FakeEndpoint.answer(
                                "Klicke beim Anmelden auf den Knopf und du bekommst von uns eine Nachricht.", "A1"))),
                answer("another script", FakeEndpoint.writes(FakeEndpoint.answer("在登录画面点选忘记密码。", "A1"))),
                answer(
                        "an invented link",
                        FakeEndpoint.writes(FakeEndpoint.answer(
                                "Choose Forgot password on the login screen, or go to https://example.com.evil.test/password.",
                                "A1"))),
                answer(
                        "a link without a scheme",
                        FakeEndpoint.writes(FakeEndpoint.answer(
                                "Choose Forgot password on the login screen or discord.gg/abc", "A1"))),
                answer(
                        "an invented number",
                        FakeEndpoint.writes(FakeEndpoint.answer(
                                "Choose Forgot password on the login screen. We send you a link by mail to 555.",
                                "A1"))),
                answer(
                        "far too long",
                        FakeEndpoint.writes(FakeEndpoint.answer("Choose Forgot password. ".repeat(5_000), "A1"))),
                answer("its instructions", FakeEndpoint.writes(FakeEndpoint.answer(Question.INSTRUCTIONS, "A1"))),
                answer("mentions alone", FakeEndpoint.writes(FakeEndpoint.answer("<@&123456> <@1> ", "A1"))));
    }

    private static Arguments answer(String name, Behaviour behaviour) {
        return Arguments.of(name, behaviour);
    }

    private static Behaviour message(String fields) {
        return FakeEndpoint.json(q -> "{\"choices\": [{\"message\": {\"role\": \"assistant\", " + fields + "}}]}");
    }

    private static String quoted(String json) {
        return "\"" + json.replace("\"", "\\\"") + "\"";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void the_standard_reply_is_given(String name, Behaviour behaviour) {
        VirtualAgentReply standard = rig.standardReply();
        rig.endpoint.behave(behaviour);

        assertThat(rig.asked()).isEqualTo(standard);

        assertThat(rig.endpoint.asked()).hasSize(1);
        assertThat(rig.health())
                .doesNotContain(Rig.KEY)
                .containsPattern("not shown 1, failed 0|not shown 0, failed 1")
                .contains("answers used 0");
    }

    @Test
    void an_endpoint_that_says_nothing_is_given_up_in_time() {
        rig.endpoint.behave(rig.endpoint.silent());

        assertThat(rig.asked()).isEqualTo(rig.standardReply());
        assertThat(rig.health()).contains("failed 1");
    }

    @Test
    void a_body_that_never_ends_is_given_up_in_time_and_so_is_its_connection() throws Exception {
        CountDownLatch givenUp = new CountDownLatch(1);
        CompletableFuture<Boolean> cutOff = new CompletableFuture<>();
        rig.endpoint.behave(FakeEndpoint.endless(givenUp, cutOff));

        assertThat(rig.asked()).isEqualTo(rig.standardReply());
        assertThat(rig.health()).contains("failed 1");

        givenUp.countDown();
        assertThat(cutOff.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void of_a_flood_no_more_is_read_than_an_answer_can_be_long() throws Exception {
        CompletableFuture<Long> written = new CompletableFuture<>();
        rig.endpoint.behave(FakeEndpoint.flood(written));

        assertThat(rig.asked()).isEqualTo(rig.standardReply());

        assertThat(rig.health()).contains("failed 1");
        // What was under way in the buffers of the two sides comes on top.
        assertThat(written.get(30, TimeUnit.SECONDS)).isLessThan(64L << 20);
    }

    @Test
    void a_redirect_is_not_followed_and_the_key_stays_here() {
        try (FakeEndpoint elsewhere = new FakeEndpoint()) {
            rig.endpoint.behave(FakeEndpoint.status(307, "{}", "Location", elsewhere.baseUrl() + "/chat/completions"));

            assertThat(rig.asked()).isEqualTo(rig.standardReply());
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void nobody_there_is_no_reason_to_fail() {
        rig.endpoint.close();

        assertThat(rig.asked()).isEqualTo(rig.standardReply());
        assertThat(rig.health()).contains("failed 1").contains("tokens today (UTC) 0 of");
    }

    @Test
    void after_three_failures_it_is_left_alone_for_a_while_and_then_tried_once() {
        rig.endpoint.behave(FakeEndpoint.status(500, "{}"));
        for (int i = 0; i < 6; i++) {
            rig.asked();
        }
        assertThat(rig.endpoint.asked()).hasSize(3);
        assertThat(rig.health()).startsWith("left alone for 30 s because it answers with status 500");
        assertThat(rig.agent.health().check().ready()).isTrue();

        rig.clock.advance(Duration.ofSeconds(31));
        rig.asked();
        rig.asked();
        assertThat(rig.endpoint.asked()).hasSize(4);

        rig.endpoint.behave(FakeEndpoint.json(FakeEndpoint::wellBehaved));
        rig.clock.advance(Duration.ofSeconds(61));
        assertThat(rig.asked()).isInstanceOf(Answer.class);
        assertThat(rig.asked()).isInstanceOf(Answer.class);
    }

    @Test
    void it_is_left_alone_as_long_as_it_asks_for() {
        rig.endpoint.behave(FakeEndpoint.status(429, "{}", "Retry-After", "120"));
        rig.asked();
        rig.clock.advance(Duration.ofSeconds(119));
        rig.asked();
        assertThat(rig.endpoint.asked()).hasSize(1);

        rig.clock.advance(Duration.ofSeconds(2));
        rig.asked();
        assertThat(rig.endpoint.asked()).hasSize(2);
    }

    @Test
    void what_an_endpoint_does_not_understand_is_left_out_from_then_on() {
        rig.endpoint.behave((asked, exchange) -> {
            for (String field : List.of("response_format", "temperature", "max_tokens")) {
                if (asked.body().has(field)) {
                    FakeEndpoint.send(
                            exchange,
                            400,
                            "application/json",
                            "{\"error\": {\"message\": \"Unsupported parameter: '" + field + "'"
                                    + (field.equals("max_tokens") ? ", use 'max_completion_tokens'" : "") + "\"}}");
                    return;
                }
            }
            FakeEndpoint.send(exchange, 200, "application/json", FakeEndpoint.wellBehaved(asked));
        });

        assertThat(rig.asked()).isInstanceOf(Answer.class);
        assertThat(rig.endpoint.asked()).hasSize(4);
        assertThat(rig.asked()).isInstanceOf(Answer.class);
        assertThat(rig.endpoint.asked()).hasSize(5);
        assertThat(rig.endpoint.asked().get(4).body().fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("model", "messages", "max_completion_tokens");
    }

    @Test
    void without_usage_the_most_it_can_have_cost_counts() {
        rig.endpoint.behave(FakeEndpoint.json(q -> FakeEndpoint.wellBehaved(q).replace("total_tokens", "tokens")));
        rig.asked();

        assertThat(Long.parseLong(rig.health().replaceFirst(".*\\(UTC\\) (\\d+) of.*", "$1")))
                .isGreaterThan(500);
    }

    @Test
    void a_claim_of_more_tokens_than_there_are_ends_the_day_and_nothing_else() {
        rig.endpoint.behave(
                FakeEndpoint.json(q -> FakeEndpoint.wellBehaved(q).replace(":40", ":999999999999999999999999999999")));

        assertThat(rig.asked()).isInstanceOf(Answer.class);
        assertThat(rig.asked()).isEqualTo(rig.standardReply());
    }
}
