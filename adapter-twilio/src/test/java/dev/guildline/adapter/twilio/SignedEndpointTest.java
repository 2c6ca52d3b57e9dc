package dev.guildline.adapter.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import dev.guildline.core.port.webhook.WebhookRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedEndpointTest {
    private static final String PATH = "/forward-to-discord";

    private final List<Map<String, String>> taken = new ArrayList<>();
    private final WebhookEndpoint endpoint = endpoint(fields -> {
        taken.add(fields.values());
        return CompletableFuture.completedFuture(WebhookReply.NO_CONTENT);
    });

    private static WebhookEndpoint endpoint(Function<WebhookFields, CompletionStage<WebhookReply>> handler) {
        TwilioConfig config = TestSettings.config();
        return new SignedEndpoint(PATH, config, new SignatureCheck(config), Duration.ofMillis(200), handler);
    }

    private WebhookReply reply(WebhookRequest request) {
        return endpoint.handle(request)
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void a_signed_form_is_taken_with_every_character_as_sent() {
        Map<String, String> fields =
                SignedCalls.fields("Body", "  50 % + 1 & = \u00e9 \uD83C\uDFAE \n ", "Author", "", "Attributes", "{}");

        assertThat(reply(SignedCalls.form(PATH, fields))).isEqualTo(WebhookReply.NO_CONTENT);
        assertThat(taken).containsExactly(fields);
    }

    @Test
    void the_query_is_signed_as_sent() {
        WebhookRequest request =
                SignedCalls.form(PATH, "a=%20b&c", SignedCalls.fields("EventType", "x"), TestSettings.TOKEN);

        assertThat(reply(request).status()).isEqualTo(204);
    }

    @Test
    void the_second_token_signs_too() {
        WebhookRequest request =
                SignedCalls.form(PATH, null, SignedCalls.fields("EventType", "x"), TestSettings.SECOND_TOKEN);

        assertThat(reply(request).status()).isEqualTo(204);
    }

    @Test
    void signed_json_is_taken() {
        String body = "{\"AccountSid\":\"" + TestSettings.ACCOUNT + "\",\"Index\":3,\"Media\":[{\"Sid\":\"ME1\"}]}";

        assertThat(reply(SignedCalls.json(PATH, body, TestSettings.TOKEN)).status())
                .isEqualTo(204);
        assertThat(taken.get(0)).containsEntry("Index", "3").containsEntry("Media", "[{\"Sid\":\"ME1\"}]");
    }

    @Test
    void json_whose_body_was_changed_is_refused() {
        WebhookRequest genuine = SignedCalls.json(PATH, "{\"AccountSid\":\"a\"}", TestSettings.TOKEN);
        WebhookRequest changed = SignedCalls.call(
                PATH,
                genuine.rawQuery().orElseThrow(),
                "application/json",
                "{\"AccountSid\":\"b\"}",
                genuine.header("X-Twilio-Signature").orElseThrow());

        assertRefused(changed, 403);
    }

    @Test
    void a_missing_signature_is_refused() {
        assertRefused(SignedCalls.call(PATH, null, "application/x-www-form-urlencoded", "a=b", null), 403);
    }

    @Test
    void another_key_is_refused() {
        assertRefused(SignedCalls.form(PATH, null, SignedCalls.fields("EventType", "x"), "guessed"), 403);
    }

    @Test
    void a_changed_field_is_refused() {
        WebhookRequest genuine = SignedCalls.form(PATH, SignedCalls.fields("Body", "one"));
        assertRefused(
                SignedCalls.call(
                        PATH,
                        null,
                        "application/x-www-form-urlencoded",
                        SignedCalls.encoded(SignedCalls.fields("Body", "two")),
                        genuine.header("X-Twilio-Signature").orElseThrow()),
                403);
    }

    @Test
    void a_signature_for_another_address_is_refused() {
        WebhookRequest other = SignedCalls.form("/twilio/events", SignedCalls.fields("EventType", "x"));
        assertRefused(
                SignedCalls.call(
                        PATH,
                        null,
                        "application/x-www-form-urlencoded",
                        SignedCalls.encoded(SignedCalls.fields("EventType", "x")),
                        other.header("X-Twilio-Signature").orElseThrow()),
                403);
    }

    @Test
    void another_account_is_refused() {
        Map<String, String> fields = SignedCalls.fields("EventType", "x");
        fields.put("AccountSid", "AC" + "f".repeat(32));

        assertRefused(SignedCalls.form(PATH, fields), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff%fe", "a=1&a=2", "a=\u00e9"})
    void a_malformed_form_is_refused(String body) {
        assertRefused(SignedCalls.call(PATH, null, "application/x-www-form-urlencoded", body, "c2ln"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":", "nonsense", "{} {}"})
    void malformed_json_is_refused(String body) {
        assertRefused(SignedCalls.call(PATH, null, "application/json", body, "c2ln"), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "multipart/form-data; boundary=x"})
    void other_media_types_are_refused(String contentType) {
        assertRefused(SignedCalls.call(PATH, null, contentType, "a=b", "c2ln"), 415);
    }

    @Test
    void what_takes_too_long_is_answered_in_time() {
        WebhookEndpoint slow = endpoint(fields -> new CompletableFuture<>());
        CompletionStage<WebhookReply> stage = slow.handle(SignedCalls.form(PATH, SignedCalls.fields("EventType", "x")));

        assertThat(stage.toCompletableFuture()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .join()
                        .status())
                .isEqualTo(503);
    }

    private void assertRefused(WebhookRequest request, int status) {
        WebhookReply reply = reply(request);
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.contentType()).isEqualTo("application/problem+json");
        assertThat(taken).isEmpty();
    }
}
