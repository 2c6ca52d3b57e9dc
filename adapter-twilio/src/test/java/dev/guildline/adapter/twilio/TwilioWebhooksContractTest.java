package dev.guildline.adapter.twilio;

import dev.guildline.core.Guildline;
import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.testkit.contract.WebhookEndpointContract;
import dev.guildline.testkit.fake.FakeChatChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class TwilioWebhooksContractTest {
    private final TwilioContactCenter center = TwilioContactCenter.connect(TestSettings.config());
    private final Guildline guildline = Guildline.builder()
            .channel(new FakeChatChannel())
            .contactCenter(center)
            .build();
    private final TwilioWebhooks webhooks = new TwilioWebhooks(center, guildline.conversations());

    @AfterEach
    void close() {
        guildline.close();
        center.close();
    }

    private WebhookEndpoint at(String path) {
        return webhooks.endpoints().stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    class Forward implements WebhookEndpointContract {
        @Override
        public WebhookEndpoint endpoint() {
            return at("/forward-to-discord");
        }

        @Override
        public Call genuine() {
            return SignedCalls.parts(
                    endpoint().path(),
                    SignedCalls.fields("EventType", "onMessageAdded", "Source", "API", "Body", "by ourselves"));
        }
    }

    @Nested
    class TaskEvents implements WebhookEndpointContract {
        @Override
        public WebhookEndpoint endpoint() {
            return at("/twilio/events");
        }

        @Override
        public Call genuine() {
            return SignedCalls.parts(
                    endpoint().path(),
                    SignedCalls.fields(
                            "EventType", "task.created", "TaskSid", TestSettings.sid("WT", 1), "TaskAttributes", "{}"));
        }
    }
}
