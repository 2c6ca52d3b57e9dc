package dev.guildline.sandbox.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.flexapi.v1.Interaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What most tests here begin with: a sandbox, the real SDK on it, and a server for its webhooks. */
class SandboxTest {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final String CUSTOMER = "discord_80351110224678912";

    TwilioSandbox sandbox;
    TwilioRestClient client;
    HookReceiver hooks;
    String service;

    @BeforeEach
    void start() throws IOException {
        sandbox = TwilioSandbox.start(settings());
        client = LocalTwilioClient.of(sandbox);
        hooks = new HookReceiver();
        service = sandbox.chatServiceSid();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        hooks.close();
    }

    TwilioSandboxSettings settings() {
        return TwilioSandboxSettings.defaults();
    }

    /** A conversation with the customer in it. */
    String conversation() {
        String sid = Conversation.creator(service).create(client).getSid();
        Participant.creator(service, sid).setIdentity(CUSTOMER).create(client);
        return sid;
    }

    /** A message of the customer that webhooks hear of. */
    Message write(String conversation, String text) {
        return Message.creator(service, conversation)
                .setAuthor(CUSTOMER)
                .setBody(text)
                .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
                .create(client);
    }

    Interaction interaction(String conversation) {
        return Interaction.creator(channel(conversation))
                .setRouting(routing(Map.of("from", "Zed")))
                .create(client);
    }

    static Map<String, Object> channel(String conversation) {
        return Map.of(
                "type", "web",
                "initiated_by", "customer",
                "properties", Map.of("media_channel_sid", conversation));
    }

    Map<String, Object> routing(Map<String, Object> attributes) {
        return Map.of(
                "properties",
                Map.of(
                        "workspace_sid",
                        sandbox.workspaceSid(),
                        "workflow_sid",
                        sandbox.workflowSid(),
                        "task_channel_unique_name",
                        "chat",
                        "attributes",
                        attributes));
    }

    /** Asserts Twilio's code of a refusal. */
    static void assertRefused(int code, ThrowingCallable call) {
        Assertions.assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        error -> Assertions.assertThat(error.getCode())
                                .as(error.getMessage())
                                .isEqualTo(code));
    }
}
