package dev.guildline.sandbox.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.User;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.rest.flexapi.v1.Configuration;
import com.twilio.rest.flexapi.v1.Interaction;
import com.twilio.rest.flexapi.v1.interaction.InteractionChannel;
import com.twilio.rest.taskrouter.v1.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer's way to an agent and back, with the real SDK. */
class FlexRouteTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String CUSTOMER = "discord_80351110224678912";

    private TwilioSandbox sandbox;
    private TwilioRestClient client;
    private HookReceiver hooks;

    @BeforeEach
    void start() throws IOException {
        sandbox = TwilioSandbox.start(TwilioSandboxSettings.defaults());
        client = LocalTwilioClient.of(sandbox);
        hooks = new HookReceiver();
    }

    @AfterEach
    void stop() {
        sandbox.close();
        hooks.close();
    }

    @Test
    void an_agent_accepts_writes_and_completes() {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        Workspace.updater(sandbox.workspaceSid())
                .setEventCallbackUrl(hooks.url("/twilio/events"))
                .update(client);
        String conversation = conversation("discord-1-1");
        customerWrites(conversation, "hello");
        Interaction interaction = interaction(conversation);

        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        MessageView said = ada.say(task, "How can I help?");
        ada.complete(task);
        sandbox.awaitQuiet(LIMIT);

        assertThat(task.from()).isEqualTo("Ada's friend");
        assertThat(task.attribute("sourceChannel")).isEqualTo("discord");
        assertThat(task.interactionSid()).isEqualTo(interaction.getSid());
        assertThat(said.kind()).isEqualTo(MessageView.Kind.AGENT);
        assertThat(hooks.events())
                .contains(
                        "task.created",
                        "reservation.created",
                        "reservation.accepted",
                        "onParticipantAdded",
                        "onMessageAdded",
                        "task.wrapup",
                        "task.completed",
                        "onConversationStateUpdated",
                        "onParticipantRemoved");
        HookReceiver.Received message = hooks.received("onMessageAdded").get(0);
        assertThat(message.form())
                .containsEntry("Source", "SDK")
                .containsEntry("Author", "ada_40example_2Ecom")
                .containsEntry("ClientIdentity", "ada_40example_2Ecom")
                .containsEntry("Body", "How can I help?")
                .containsEntry("Index", "1")
                .containsEntry("RetryCount", "0");
        HookReceiver.Received accepted = hooks.received("reservation.accepted").get(0);
        assertThat(accepted.form().get("WorkerName")).isEqualTo("ada@example.com");
        assertThat(accepted.form().get("WorkerAttributes"))
                .contains("\"full_name\":\"Ada Lovelace\"", "\"contact_uri\":\"client:ada_40example_2Ecom\"");
        assertThat(accepted.form().get("TaskAttributes")).contains("\"conversationSid\":\"" + conversation + "\"");
        assertThat(Conversation.fetcher(sandbox.chatServiceSid(), conversation)
                        .fetch(client)
                        .getState())
                .isEqualTo(Conversation.State.CLOSED);
        assertThatThrownBy(() -> customerWrites(conversation, "still there?"))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.getCode()).isEqualTo(50377));
    }

    @Test
    void the_agent_sees_the_whole_talk_in_order() {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        String conversation = conversation("discord-1-1");
        User.updater(sandbox.chatServiceSid(), CUSTOMER).setFriendlyName("Zed").update(client);
        customerWrites(conversation, "my sword is gone");
        Message.creator(sandbox.chatServiceSid(), conversation)
                .setAuthor("virtual agent")
                .setBody("Does one of these help?")
                .create(client);
        interaction(conversation);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));
        ada.say(task, "Let me look");

        ConversationView seen = sandbox.conversation(conversation).orElseThrow();

        assertThat(seen.messages())
                .extracting(MessageView::kind, MessageView::authorName, MessageView::body)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MessageView.Kind.CUSTOMER, "Zed", "my sword is gone"),
                        org.assertj.core.groups.Tuple.tuple(
                                MessageView.Kind.BOT, "virtual agent", "Does one of these help?"),
                        org.assertj.core.groups.Tuple.tuple(MessageView.Kind.AGENT, "Ada Lovelace", "Let me look"));
        assertThat(seen.agents()).containsExactly("Ada Lovelace");
    }

    @Test
    void a_second_interaction_makes_no_second_task() {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        String conversation = conversation("discord-1-1");
        interaction(conversation);
        ada.awaitOffer(LIMIT);

        Interaction second = interaction(conversation);
        sandbox.awaitQuiet(LIMIT);

        assertThat(ada.tasks()).hasSize(1);
        assertThat(second.getRouting()).isNull();
        InteractionChannel channel = InteractionChannel.reader(second.getSid())
                .read(client)
                .iterator()
                .next();
        assertThat(channel.getStatus()).isEqualTo(InteractionChannel.ChannelStatus.FAILED);
        assertThat(channel.getErrorCode()).isEqualTo(45353);
    }

    @Test
    void an_interaction_needs_a_customer_and_an_open_conversation() {
        String empty =
                Conversation.creator(sandbox.chatServiceSid()).create(client).getSid();
        assertThatThrownBy(() -> interaction(empty))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.getCode()).isEqualTo(45355));
        String closed = conversation("discord-1-1");
        Conversation.updater(sandbox.chatServiceSid(), closed)
                .setState(Conversation.State.CLOSED)
                .update(client);
        assertThatThrownBy(() -> interaction(closed))
                .isInstanceOfSatisfying(
                        ApiException.class, error -> assertThat(error.getCode()).isEqualTo(45354));
    }

    @Test
    void our_side_closes_the_channel_and_the_task_wraps_up() {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        String conversation = conversation("discord-1-1");
        Interaction interaction = interaction(conversation);
        SandboxTask task = ada.accept(ada.awaitOffer(LIMIT));

        InteractionChannel closed = InteractionChannel.updater(
                        interaction.getSid(), task.channelSid(), InteractionChannel.UpdateChannelStatus.CLOSED)
                .update(client);

        assertThat(closed.getStatus()).isEqualTo(InteractionChannel.ChannelStatus.CLOSED);
        assertThat(ada.tasks()).extracting(SandboxTask::status).containsExactly(SandboxTask.Status.WRAPPING);
        assertThat(ada.complete(task).status()).isEqualTo(SandboxTask.Status.COMPLETED);
        assertThat(sandbox.conversation(conversation).orElseThrow().state()).isEqualTo("closed");
    }

    @Test
    void the_configuration_names_the_services() {
        Configuration configuration = Configuration.fetcher().fetch(client);

        assertThat(configuration.getChatServiceInstanceSid()).isEqualTo(sandbox.chatServiceSid());
        assertThat(configuration.getTaskrouterWorkspaceSid()).isEqualTo(sandbox.workspaceSid());
        assertThat(configuration.getTaskrouterTargetWorkflowSid()).isEqualTo(sandbox.workflowSid());
    }

    private String conversation(String uniqueName) {
        String sid = Conversation.creator(sandbox.chatServiceSid())
                .setUniqueName(uniqueName)
                .create(client)
                .getSid();
        Participant.creator(sandbox.chatServiceSid(), sid).setIdentity(CUSTOMER).create(client);
        Webhook.creator(sandbox.chatServiceSid(), sid, Webhook.Target.WEBHOOK)
                .setConfigurationUrl(hooks.url("/forward-to-discord"))
                .setConfigurationMethod(Webhook.Method.POST)
                .setConfigurationFilters(List.of(
                        "onMessageAdded", "onParticipantAdded", "onParticipantRemoved", "onConversationStateUpdated"))
                .create(client);
        return sid;
    }

    private void customerWrites(String conversation, String text) {
        Message.creator(sandbox.chatServiceSid(), conversation)
                .setAuthor(CUSTOMER)
                .setBody(text)
                .create(client);
    }

    private Interaction interaction(String conversation) {
        return Interaction.creator(Map.of(
                        "type",
                        "web",
                        "initiated_by",
                        "customer",
                        "properties",
                        Map.of("media_channel_sid", conversation)))
                .setRouting(Map.of(
                        "properties",
                        Map.of(
                                "workspace_sid",
                                sandbox.workspaceSid(),
                                "workflow_sid",
                                sandbox.workflowSid(),
                                "task_channel_unique_name",
                                "chat",
                                "attributes",
                                Map.of("from", "Ada's friend", "sourceChannel", "discord"))))
                .create(client);
    }
}
