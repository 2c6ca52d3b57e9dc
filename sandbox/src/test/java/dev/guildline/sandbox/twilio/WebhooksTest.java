package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.security.RequestValidator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WebhooksTest extends SandboxTest {

    @Test
    void only_what_is_marked_is_told_and_only_to_those_who_asked() {
        String sid = conversation();
        hook(sid, "onMessageAdded");
        Message.creator(service, sid).setAuthor(CUSTOMER).setBody("quiet").create(client);
        write(sid, "loud");
        Participant.creator(service, sid)
                .setIdentity("guest")
                .setXTwilioWebhookEnabled(Participant.WebhookEnabledType.TRUE)
                .create(client);
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received()).singleElement().satisfies(told -> {
            assertThat(told.method()).isEqualTo("POST");
            assertThat(told.form())
                    .containsEntry("EventType", "onMessageAdded")
                    .containsEntry("AccountSid", sandbox.accountSid())
                    .containsEntry("ChatServiceSid", service)
                    .containsEntry("ConversationSid", sid)
                    .containsEntry("Body", "loud")
                    .containsEntry("Author", CUSTOMER)
                    .containsEntry("Index", "1")
                    .containsEntry("Source", "API")
                    .containsEntry("Attributes", "{}")
                    .containsKeys("MessageSid", "ParticipantSid", "DateCreated", "RetryCount")
                    .doesNotContainKeys("ClientIdentity", "Media");
        });
    }

    @Test
    void forms_carry_a_signature_the_sdk_accepts() {
        String sid = conversation();
        hook(sid, "onMessageAdded");
        write(sid, "Grüße & 你好 = 100 % + more\n  ");
        sandbox.awaitQuiet(LIMIT);

        HookReceiver.Received told = hooks.received().get(0);
        RequestValidator validator = new RequestValidator(sandbox.authToken());
        assertThat(told.form()).containsEntry("Body", "Grüße & 你好 = 100 % + more\n  ");
        assertThat(validator.validate(told.url(), told.form(), told.signature()))
                .isTrue();
        assertThat(validator.validate(told.url() + "x", told.form(), told.signature()))
                .isFalse();
        assertThat(new RequestValidator("another token").validate(told.url(), told.form(), told.signature()))
                .isFalse();
    }

    @Test
    void every_change_of_a_conversation_has_its_event() {
        String sid = conversation();
        hook(sid, ConversationEvents.SCOPED_FILTERS.toArray(new String[0]));
        String message = write(sid, "one").getSid();
        Message.updater(service, sid, message)
                .setBody("two")
                .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
                .update(client);
        Message.deleter(service, sid, message)
                .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
                .delete(client);
        String guest = Participant.creator(service, sid)
                .setIdentity("guest")
                .setXTwilioWebhookEnabled(Participant.WebhookEnabledType.TRUE)
                .create(client)
                .getSid();
        Participant.updater(service, sid, guest)
                .setLastReadMessageIndex(0)
                .setXTwilioWebhookEnabled(Participant.WebhookEnabledType.TRUE)
                .update(client);
        Participant.deleter(service, sid, guest)
                .setXTwilioWebhookEnabled(Participant.WebhookEnabledType.TRUE)
                .delete(client);
        Conversation.updater(service, sid)
                .setAttributes("{\"a\":1}")
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.TRUE)
                .update(client);
        Conversation.updater(service, sid)
                .setState(Conversation.State.CLOSED)
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.TRUE)
                .update(client);
        Conversation.deleter(service, sid)
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.TRUE)
                .delete(client);
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.events())
                .containsExactlyInAnyOrder(
                        "onMessageAdded",
                        "onMessageUpdated",
                        "onMessageRemoved",
                        "onParticipantAdded",
                        "onParticipantUpdated",
                        "onParticipantRemoved",
                        "onConversationUpdated",
                        "onConversationStateUpdated",
                        "onConversationRemoved");
        assertThat(hooks.received("onMessageUpdated").get(0).form())
                .containsEntry("Body", "two")
                .containsKey("DateUpdated");
        assertThat(hooks.received("onMessageRemoved").get(0).form()).containsKey("DateRemoved");
        assertThat(hooks.received("onParticipantUpdated").get(0).form()).containsEntry("LastReadMessageIndex", "0");
        assertThat(hooks.received("onConversationStateUpdated").get(0).form())
                .containsEntry("StateFrom", "active")
                .containsEntry("StateTo", "closed")
                .containsEntry("Reason", "API");
    }

    @Test
    void the_services_hook_hears_all_conversations() {
        com.twilio.rest.conversations.v1.service.configuration.Webhook.updater(service)
                .setPostWebhookUrl(hooks.url("/all"))
                .setMethod("POST")
                .setFilters(List.of("onMessageAdded", "onConversationAdded"))
                .update(client);
        Conversation.creator(service)
                .setUniqueName("discord-1-1")
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.TRUE)
                .create(client);
        write(conversation(), "hello");
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.events()).containsExactlyInAnyOrder("onConversationAdded", "onMessageAdded");
        assertThat(hooks.received("onConversationAdded").get(0).form())
                .containsEntry("UniqueName", "discord-1-1")
                .containsEntry("State", "active");
    }

    @Test
    void a_new_hook_can_have_earlier_messages_replayed() {
        String sid = conversation();
        for (int number = 0; number < 4; number++) {
            Message.creator(service, sid).setBody("message " + number).create(client);
        }
        Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/"))
                .setConfigurationFilters("onMessageAdded")
                .setConfigurationReplayAfter(2)
                .create(client);
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received())
                .extracting(told -> told.form().get("Body"))
                .containsExactlyInAnyOrder("message 2", "message 3");
    }

    @Test
    void a_trigger_hook_hears_its_words() {
        String sid = conversation();
        Webhook.creator(service, sid, Webhook.Target.TRIGGER)
                .setConfigurationUrl(hooks.url("/"))
                .setConfigurationTriggers("help")
                .create(client);
        write(sid, "nothing to see");
        write(sid, "HELP me");
        sandbox.awaitQuiet(LIMIT);

        assertThat(hooks.received()).extracting(told -> told.form().get("Body")).containsExactly("HELP me");
    }

    @Test
    void deliveries_are_recorded_with_the_status_answered() {
        String sid = conversation();
        hook(sid, "onMessageAdded");
        hooks.answer(request -> new HookReceiver.Answer(403, "text/plain", "no"));
        write(sid, "hello");

        WebhookDelivery delivery = sandbox.awaitDelivery("a refused delivery", each -> each.status() != null, LIMIT);

        assertThat(delivery.status()).isEqualTo(403);
        assertThat(delivery.event()).isEqualTo("onMessageAdded");
        assertThat(delivery.subject()).isEqualTo(sid);
        assertThat(sandbox.webhookDeliveries()).hasSize(1);
    }

    @Test
    void an_answer_that_takes_too_long_counts_as_none_and_is_not_repeated() throws InterruptedException {
        String sid = conversation();
        hook(sid, "onMessageAdded");
        CountDownLatch release = new CountDownLatch(1);
        hooks.answer(request -> {
            await(release);
            return new HookReceiver.Answer(200, "text/plain", "");
        });
        write(sid, "hello");

        WebhookDelivery delivery = sandbox.awaitDelivery("the time limit", each -> true, LIMIT);
        release.countDown();

        assertThat(delivery.status()).isNull();
        assertThat(delivery.failure()).isNotBlank();
        assertThat(delivery.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
        assertThat(hooks.received()).hasSize(1);
    }

    @Test
    void deliveries_are_dropped_doubled_and_swapped_on_demand() {
        String sid = conversation();
        hook(sid, "onMessageAdded");
        sandbox.faults().onHook("onMessageAdded").drop();
        sandbox.faults().onHook("onMessageAdded").duplicate();
        sandbox.faults().onHook("onMessage*").holdBack();
        write(sid, "dropped");
        write(sid, "doubled");
        sandbox.awaitQuiet(LIMIT);
        write(sid, "held back");
        sandbox.awaitQuiet(LIMIT);
        assertThat(hooks.received()).hasSize(2);
        write(sid, "overtakes");
        sandbox.awaitDelivery(
                "the held one", each -> "held back".equals(each.parameters().get("Body")), LIMIT);

        assertThat(hooks.received())
                .extracting(told -> told.form().get("Body"))
                .containsExactly("doubled", "doubled", "overtakes", "held back");
        assertThat(hooks.received().subList(0, 2))
                .extracting(told -> told.form().get("RetryCount"))
                .containsExactlyInAnyOrder("0", "1");
        assertThat(hooks.received().subList(0, 2))
                .extracting(told -> told.form().get("MessageSid"))
                .satisfies(sids -> assertThat(Set.copyOf(sids)).hasSize(1));
        assertThat(sandbox.webhookDeliveries())
                .anySatisfy(each -> assertThat(each.failure()).contains("dropped"));
    }

    @Test
    void indexes_may_have_gaps() {
        String sid = conversation();
        sandbox.faults().skipIndexes(1, 7);
        Map<String, Integer> indexes = Map.of(
                "first", write(sid, "a").getIndex(), "second", write(sid, "b").getIndex());

        assertThat(indexes).containsEntry("first", 1).containsEntry("second", 3);
    }

    private void hook(String conversation, String... filters) {
        Webhook.creator(service, conversation, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/forward-to-discord?tenant=a%20b"))
                .setConfigurationMethod(Webhook.Method.POST)
                .setConfigurationFilters(List.of(filters))
                .create(client);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("never released");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
