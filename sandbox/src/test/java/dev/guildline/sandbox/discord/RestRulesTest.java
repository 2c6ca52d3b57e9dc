package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestRulesTest {
    private final SettableClock clock = new SettableClock();
    private final DiscordSandbox discord =
            DiscordSandbox.start(DiscordSandboxSettings.defaults().withClock(clock));
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final RawBot bot = new RawBot(discord);
    private final String messages = "/channels/" + amy.dm().id() + "/messages";

    @AfterEach
    void stop() {
        discord.close();
    }

    private HttpResponse<String> send(Consumer<ObjectNode> body) {
        ObjectNode message = RawBot.MAPPER.createObjectNode();
        body.accept(message);
        return bot.call("POST", messages, message.toString());
    }

    private void refused(Consumer<ObjectNode> body, String field) {
        HttpResponse<String> answer = send(body);
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode error = RawBot.json(answer);
        assertThat(error.path("code").asInt()).isEqualTo(50035);
        assertThat(error.path("errors").at("/" + field + "/_errors/0/code").asText())
                .as("%s in %s", field, error)
                .isNotEmpty();
    }

    private static Consumer<ObjectNode> embed(Consumer<ObjectNode> embed) {
        return body -> embed.accept(body.putArray("embeds").addObject());
    }

    private static Consumer<ObjectNode> row(Consumer<ArrayNode> row) {
        return body -> row.accept(
                body.putArray("components").addObject().put("type", 1).putArray("components"));
    }

    @Test
    void limits_of_a_message_are_kept() {
        assertThat(send(body -> body.put("content", "x".repeat(2000))).statusCode())
                .isEqualTo(200);
        refused(body -> body.put("content", "x".repeat(2001)), "content");
        refused(body -> body.put("content", "x").put("nonce", "n".repeat(26)), "nonce");
        refused(
                body -> {
                    body.put("content", "x");
                    body.putObject("allowed_mentions").putArray("parse").add("users");
                    body.withObject("/allowed_mentions").putArray("users").add(amy.id());
                },
                "allowed_mentions");
        refused(
                body -> body.put("content", "x").putObject("message_reference").put("message_id", "1"),
                "message_reference");
        assertThat(RawBot.json(send(body -> {})).path("code").asInt()).isEqualTo(50006);
    }

    @Test
    void limits_of_embeds_are_kept() {
        refused(embed(embed -> embed.put("title", "x".repeat(257))), "embeds/0/title");
        refused(embed(embed -> embed.put("description", "x".repeat(4097))), "embeds/0/description");
        refused(embed(embed -> embed.put("url", "no url").put("title", "x")), "embeds/0/url");
        refused(
                embed(embed ->
                        embed.putArray("fields").addObject().put("name", "n").put("value", "")),
                "embeds/0/fields/0/value");
        refused(
                body -> {
                    ArrayNode embeds = body.putArray("embeds");
                    embeds.addObject().put("description", "x".repeat(4000));
                    embeds.addObject().put("description", "x".repeat(2001));
                },
                "embeds");
        refused(
                body -> {
                    ArrayNode embeds = body.putArray("embeds");
                    for (int i = 0; i < 11; i++) {
                        embeds.addObject().put("title", "t");
                    }
                },
                "embeds");
    }

    @Test
    void limits_of_components_are_kept() {
        refused(row(row -> {}), "components/0/components");
        refused(
                row(row -> row.addObject().put("type", 2).put("style", 1).put("label", "L")),
                "components/0/components/0/custom_id");
        refused(
                row(row -> row.addObject()
                        .put("type", 2)
                        .put("style", 1)
                        .put("label", "L")
                        .put("custom_id", "c".repeat(101))),
                "components/0/components/0/custom_id");
        refused(
                row(row -> {
                    for (int i = 0; i < 2; i++) {
                        row.addObject()
                                .put("type", 2)
                                .put("style", 1)
                                .put("label", "L")
                                .put("custom_id", "same");
                    }
                }),
                "components/0/components/1/custom_id");
        refused(
                row(row -> {
                    for (int i = 0; i < 6; i++) {
                        row.addObject()
                                .put("type", 2)
                                .put("style", 1)
                                .put("label", "L")
                                .put("custom_id", "c" + i);
                    }
                }),
                "components/0/components");
        refused(row(row -> row.addObject().put("type", 3).put("custom_id", "s")), "components/0/components/0/options");
    }

    @Test
    void limits_of_commands_are_kept() {
        String path = "/applications/" + discord.botId() + "/commands";
        HttpResponse<String> answer = bot.call(
                "PUT",
                path,
                "[{\"name\":\"Bad Name\",\"description\":\"d\"},{\"name\":\"good\",\"description\":\"\"}]");
        JsonNode errors = RawBot.json(answer).path("errors");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(errors.has("0")).isTrue();
        assertThat(errors.at("/1/description/_errors/0/code").asText()).isEqualTo("BASE_TYPE_REQUIRED");
        assertThat(RawBot.json(bot.call("GET", path, "")).size()).isZero();
    }

    @Test
    void mentions_are_only_those_allowed() {
        SandboxUser ben = discord.user("ben", null, "en-US");
        String text = "<@" + amy.id() + "> <@" + ben.id() + ">";
        JsonNode silent = RawBot.json(send(
                body -> body.put("content", text).putObject("allowed_mentions").putArray("parse")));
        JsonNode one = RawBot.json(send(body -> body.put("content", text)
                .putObject("allowed_mentions")
                .putArray("users")
                .add(ben.id())));
        JsonNode all = RawBot.json(send(body -> body.put("content", text)));
        assertThat(silent.path("mentions").size()).isZero();
        assertThat(one.path("mentions").findValuesAsText("id")).containsExactly(ben.id());
        assertThat(all.path("mentions").findValuesAsText("id")).containsExactly(amy.id(), ben.id());
    }

    @Test
    void answers_carry_the_headers_of_discord() {
        HttpResponse<String> sent = send(body -> body.put("content", "x"));
        assertThat(sent.headers().firstValue("Via").orElse("")).startsWith("1.1 ");
        assertThat(sent.headers().map())
                .containsKeys(
                        "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset-After", "X-RateLimit-Bucket");
        HttpResponse<String> typing = bot.call("POST", "/channels/" + amy.dm().id() + "/typing", "");
        assertThat(typing.statusCode()).isEqualTo(204);
        assertThat(typing.headers().firstValue("Content-Type")).isEmpty();
        discord.faults().on("GET /gateway").rateLimit(Duration.ofMillis(1500), true);
        HttpResponse<String> limited = bot.call("GET", "/gateway", "");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("2");
        assertThat(limited.headers().firstValue("X-RateLimit-Global")).contains("true");
        assertThat(RawBot.json(limited).path("retry_after").asDouble()).isEqualTo(1.5);
    }

    @Test
    void what_is_unknown_or_forbidden_is_said_so_and_recorded() {
        assertThat(bot.call("GET", "/users/@me", "", "Bot nonsense").statusCode())
                .isEqualTo(401);
        assertThat(bot.call("GET", "/nothing/here", "").statusCode()).isEqualTo(404);
        assertThat(RawBot.json(bot.call("GET", "/channels/77", "")).path("code").asInt())
                .isEqualTo(10003);
        assertThat(RawBot.json(bot.call("GET", "/channels/abc", ""))
                        .path("code")
                        .asInt())
                .isEqualTo(50035);
        assertThat(RawBot.json(bot.call("POST", messages, "{")).path("code").asInt())
                .isEqualTo(50109);
        assertThat(discord.calls().count("GET /nothing/here")).isEqualTo(1);
        discord.calls().clear();
        assertThat(discord.calls().all()).isEmpty();
    }

    @Test
    void too_large_a_request_is_refused() {
        HttpResponse<String> answer = send(body -> body.put("content", "x".repeat(27 * 1024 * 1024)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(RawBot.json(answer).path("code").asInt()).isEqualTo(40005);
    }

    @Test
    void an_enforced_nonce_is_forgotten_after_its_window() {
        String body = "{\"content\":\"x\",\"nonce\":7,\"enforce_nonce\":true}";
        String first = RawBot.json(bot.call("POST", messages, body)).path("id").asText();
        assertThat(RawBot.json(bot.call("POST", messages, body)).path("id").asText())
                .isEqualTo(first);
        clock.advance(Duration.ofMinutes(4));
        assertThat(RawBot.json(bot.call("POST", messages, body)).path("id").asText())
                .isNotEqualTo(first);
    }

    @Test
    void an_interaction_must_be_answered_in_three_seconds_and_only_once() throws Exception {
        WebSocket socket = bot.connect();
        bot.identify(socket, discord.token(), 1);
        bot.next("READY");
        bot.call("PUT", "/applications/" + discord.botId() + "/commands", "[{\"name\":\"bug\",\"description\":\"d\"}]");
        SandboxInteraction late = amy.slash(amy.dm(), "bug", Map.of());
        String lateCallback = callback(bot.next("INTERACTION_CREATE"));
        clock.advance(Duration.ofMillis(3001));
        assertThat(late.state()).isEqualTo(SandboxInteraction.State.FAILED);
        assertThat(RawBot.json(bot.call("POST", lateCallback, "{\"type\":5}"))
                        .path("code")
                        .asInt())
                .isEqualTo(10062);

        SandboxInteraction timely = amy.slash(amy.dm(), "bug", Map.of());
        JsonNode event = bot.next("INTERACTION_CREATE");
        clock.advance(Duration.ofMillis(2999));
        String webhook =
                "/webhooks/" + discord.botId() + "/" + event.at("/d/token").asText();
        assertThat(bot.call("POST", webhook, "{\"content\":\"too early\"}").statusCode())
                .isEqualTo(404);
        assertThat(bot.call("POST", callback(event), "{\"type\":5}").statusCode())
                .isEqualTo(204);
        assertThat(timely.state()).isEqualTo(SandboxInteraction.State.DEFERRED);
        assertThat(RawBot.json(bot.call("POST", callback(event), "{\"type\":5}"))
                        .path("code")
                        .asInt())
                .isEqualTo(40060);
        assertThat(bot.call("PATCH", webhook + "/messages/%40original", "{\"content\":\"done\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(timely.state()).isEqualTo(SandboxInteraction.State.ANSWERED);
        clock.advance(Duration.ofMinutes(15));
        assertThat(RawBot.json(bot.call("POST", webhook, "{\"content\":\"too late\"}"))
                        .path("code")
                        .asInt())
                .isEqualTo(50027);
        assertThat(amy.messages()).extracting(SandboxMessage::content).containsExactly("done");
        socket.abort();
    }

    private static String callback(JsonNode event) {
        return "/interactions/" + event.at("/d/id").asText() + "/"
                + event.at("/d/token").asText() + "/callback";
    }
}
