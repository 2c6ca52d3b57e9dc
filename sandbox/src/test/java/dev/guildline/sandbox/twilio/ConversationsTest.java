package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.exception.ApiException;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.ParticipantConversation;
import com.twilio.rest.conversations.v1.service.User;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ConversationsTest extends SandboxTest {

    @Test
    void a_conversation_is_found_by_sid_and_by_unique_name() {
        String sid = Conversation.creator(service)
                .setUniqueName("discord-1-1")
                .setFriendlyName("Zed")
                .setAttributes("{\"sourceChannel\":\"discord\"}")
                .create(client)
                .getSid();

        Conversation byName = Conversation.fetcher(service, "discord-1-1").fetch(client);

        assertThat(byName.getSid()).isEqualTo(sid);
        assertThat(byName.getState()).isEqualTo(Conversation.State.ACTIVE);
        assertThat(byName.getAttributes()).isEqualTo("{\"sourceChannel\":\"discord\"}");
        assertThat(byName.getFriendlyName()).isEqualTo("Zed");
        assertThat(com.twilio.rest.conversations.v1.Conversation.fetcher(sid)
                        .fetch(client)
                        .getSid())
                .as("the default service is Flex's")
                .isEqualTo(sid);
    }

    @Test
    void a_unique_name_stays_taken_after_closing_and_must_not_look_like_a_sid() {
        String sid = Conversation.creator(service)
                .setUniqueName("discord-1-1")
                .create(client)
                .getSid();
        Conversation.updater(service, sid).setState(Conversation.State.CLOSED).update(client);

        Assertions.assertThatThrownBy(() -> Conversation.creator(service)
                        .setUniqueName("discord-1-1")
                        .create(client))
                .isInstanceOfSatisfying(ApiException.class, error -> {
                    assertThat(error.getCode()).isEqualTo(50353);
                    assertThat(error.getStatusCode()).isEqualTo(409);
                    assertThat(error.getMoreInfo()).endsWith("50353");
                });
        assertRefused(
                50390,
                () -> Conversation.creator(service)
                        .setUniqueName("CH" + "0".repeat(32))
                        .create(client));
    }

    @Test
    void sizes_and_states_are_checked() {
        assertRefused(
                20001,
                () -> Conversation.creator(service)
                        .setAttributes("{\"a\":\"" + "x".repeat(16 * 1024) + "\"}")
                        .create(client));
        assertRefused(
                20001,
                () -> Conversation.creator(service).setAttributes("not json").create(client));
        assertRefused(
                50384,
                () -> Conversation.creator(service)
                        .setState(Conversation.State.CLOSED)
                        .create(client));
        assertRefused(
                50382,
                () -> Conversation.creator(service).setTimersInactive("PT1H").create(client));
        assertRefused(
                50375,
                () -> Conversation.creator(service)
                        .setState(Conversation.State.ACTIVE)
                        .setTimersInactive("PT30S")
                        .create(client));
        String sid = conversation();
        assertRefused(
                20001,
                () -> Message.creator(service, sid)
                        .setAttributes("{\"a\":\"" + "x".repeat(4 * 1024) + "\"}")
                        .create(client));
        assertRefused(
                20001,
                () -> Message.creator(service, sid)
                        .setBody("x".repeat(32 * 1024 + 1))
                        .create(client));
        assertRefused(
                20001,
                () -> Participant.creator(service, sid)
                        .setIdentity("somebody")
                        .setAttributes("{\"a\":\"" + "x".repeat(4 * 1024) + "\"}")
                        .create(client));
    }

    @Test
    void an_identity_is_in_a_conversation_once_and_a_hundred_fill_it() {
        String sid = conversation();
        assertRefused(
                50433,
                () -> Participant.creator(service, sid).setIdentity(CUSTOMER).create(client));
        for (int number = 1; number < 100; number++) {
            Participant.creator(service, sid).setIdentity("guest_" + number).create(client);
        }
        assertRefused(
                50417,
                () -> Participant.creator(service, sid)
                        .setIdentity("one_too_many")
                        .create(client));
    }

    @Test
    void a_participant_makes_a_user_who_can_be_named() {
        String sid = conversation();
        User.updater(service, CUSTOMER).setFriendlyName("Zed").update(client);
        write(sid, "hello");

        assertThat(User.fetcher(service, CUSTOMER).fetch(client).getFriendlyName())
                .isEqualTo("Zed");
        assertThat(sandbox.conversation(sid).orElseThrow().messages())
                .extracting(MessageView::authorName)
                .containsExactly("Zed");
        assertRefused(20404, () -> User.fetcher(service, "nobody").fetch(client));
    }

    @Test
    void messages_are_numbered_and_know_their_author() {
        String sid = conversation();

        Message customer = write(sid, "hello");
        Message bot = Message.creator(service, sid)
                .setAuthor("guildline")
                .setBody("hi")
                .create(client);
        Message system = Message.creator(service, sid).setBody("note").create(client);

        assertThat(List.of(customer.getIndex(), bot.getIndex(), system.getIndex()))
                .containsExactly(0, 1, 2);
        assertThat(customer.getParticipantSid()).startsWith("MB");
        assertThat(bot.getParticipantSid()).isNull();
        assertThat(system.getAuthor()).isEqualTo("system");
        assertThat(sandbox.conversation(sid).orElseThrow().messages())
                .extracting(MessageView::kind)
                .containsExactly(MessageView.Kind.CUSTOMER, MessageView.Kind.BOT, MessageView.Kind.SYSTEM);
    }

    @Test
    void messages_are_read_page_by_page_both_ways() {
        String sid = conversation();
        for (int number = 0; number < 7; number++) {
            write(sid, "message " + number);
        }

        assertThat(indexes(sid, Message.OrderType.ASC)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(indexes(sid, Message.OrderType.DESC)).containsExactly(6, 5, 4, 3, 2, 1, 0);
        assertThat(sandbox.calls()
                        .count(call -> call.method().equals("GET")
                                && call.route().endsWith("/Conversations/{ConversationSid}/Messages")))
                .as("three pages each")
                .isEqualTo(6);
    }

    @Test
    void messages_are_edited_and_deleted_without_moving_the_others() {
        String sid = conversation();
        String first = write(sid, "one").getSid();
        String second = write(sid, "two").getSid();

        Message.updater(service, sid, second).setBody("zwei").update(client);
        Message.deleter(service, sid, first).delete(client);

        assertThat(Message.fetcher(service, sid, second).fetch(client).getBody())
                .isEqualTo("zwei");
        assertThat(indexes(sid, Message.OrderType.ASC)).containsExactly(1);
        assertRefused(20404, () -> Message.fetcher(service, sid, first).fetch(client));
    }

    @Test
    void a_closed_conversation_takes_nothing() {
        String sid = conversation();
        Conversation.updater(service, sid).setState(Conversation.State.CLOSED).update(client);

        assertRefused(50377, () -> write(sid, "still there?"));
        assertRefused(
                50377,
                () -> Participant.creator(service, sid).setIdentity("late").create(client));
        assertRefused(
                50377,
                () -> Conversation.updater(service, sid)
                        .setState(Conversation.State.ACTIVE)
                        .update(client));
        assertThat(Message.reader(service, sid).read(client)).isEmpty();
    }

    @Test
    void conversations_of_an_identity_are_listed_with_their_state() {
        String first = conversation();
        String second = conversation();
        Conversation.updater(service, first).setState(Conversation.State.CLOSED).update(client);

        List<ParticipantConversation> found = new ArrayList<>();
        ParticipantConversation.reader(service)
                .setIdentity(CUSTOMER)
                .read(client)
                .forEach(found::add);

        assertThat(found)
                .extracting(ParticipantConversation::getConversationSid, ParticipantConversation::getConversationState)
                .containsExactly(
                        Assertions.tuple(first, ParticipantConversation.State.CLOSED),
                        Assertions.tuple(second, ParticipantConversation.State.ACTIVE));
    }

    @Test
    void a_deleted_conversation_frees_its_name() {
        String sid = Conversation.creator(service)
                .setUniqueName("discord-1-1")
                .create(client)
                .getSid();
        assertThat(Conversation.deleter(service, sid).delete(client)).isTrue();

        assertRefused(20404, () -> Conversation.fetcher(service, sid).fetch(client));
        assertThat(Conversation.creator(service)
                        .setUniqueName("discord-1-1")
                        .create(client)
                        .getSid())
                .isNotEqualTo(sid);
    }

    @Test
    void five_webhooks_are_enough_for_a_conversation() {
        String sid = conversation();
        for (int number = 0; number < 5; number++) {
            Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                    .setConfigurationUrl(hooks.url("/" + number))
                    .create(client);
        }

        assertRefused(
                50361,
                () -> Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                        .setConfigurationUrl(hooks.url("/6"))
                        .create(client));
        assertRefused(
                50362,
                () -> Webhook.creator(service, conversation(), Webhook.Target.TRIGGER)
                        .setConfigurationUrl(hooks.url("/"))
                        .setConfigurationTriggers(List.of("1", "2", "3", "4", "5", "6"))
                        .create(client));
        assertRefused(
                20001,
                () -> Webhook.creator(service, conversation(), Webhook.Target.STUDIO)
                        .create(client));
        assertRefused(
                20001,
                () -> Webhook.creator(service, conversation(), Webhook.Target.WEBHOOK)
                        .setConfigurationUrl(hooks.url("/"))
                        .setConfigurationFilters("onMessageSent")
                        .create(client));
    }

    @Test
    void wrong_credentials_and_unknown_paths_are_refused_in_twilios_words() {
        Assertions.assertThatThrownBy(
                        () -> Conversation.creator(service).create(LocalTwilioClient.of(sandbox, "wrong token")))
                .isInstanceOfSatisfying(ApiException.class, error -> {
                    assertThat(error.getStatusCode()).isEqualTo(401);
                    assertThat(error.getCode()).isEqualTo(20003);
                });
        assertRefused(20404, () -> Service.fetcher("IS" + "f".repeat(32)).fetch(client));
        Response unknown = client.request(new Request(HttpMethod.GET, "https://conversations.twilio.com/v1/Nothing"));
        assertThat(unknown.getStatusCode()).isEqualTo(404);
        assertThat(unknown.getContent()).contains("\"code\":20404", "\"status\":404", "\"more_info\"");
    }

    private List<Integer> indexes(String conversation, Message.OrderType order) {
        List<Integer> indexes = new ArrayList<>();
        Message.reader(service, conversation)
                .setOrder(order)
                .setPageSize(3L)
                .read(client)
                .forEach(message -> indexes.add(message.getIndex()));
        return indexes;
    }
}
