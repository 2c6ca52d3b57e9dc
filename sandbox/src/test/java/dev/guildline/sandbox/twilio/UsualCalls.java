package dev.guildline.sandbox.twilio;

import com.twilio.base.ResourceSet;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.conversations.v1.Service;
import com.twilio.rest.conversations.v1.service.Conversation;
import com.twilio.rest.conversations.v1.service.ParticipantConversation;
import com.twilio.rest.conversations.v1.service.User;
import com.twilio.rest.conversations.v1.service.conversation.Message;
import com.twilio.rest.conversations.v1.service.conversation.Participant;
import com.twilio.rest.conversations.v1.service.conversation.Webhook;
import com.twilio.rest.flexapi.v1.Configuration;
import com.twilio.rest.flexapi.v1.Interaction;
import com.twilio.rest.flexapi.v1.interaction.InteractionChannel;
import com.twilio.rest.flexapi.v1.interaction.interactionchannel.InteractionChannelInvite;
import com.twilio.rest.flexapi.v1.interaction.interactionchannel.InteractionChannelParticipant;
import com.twilio.rest.studio.v2.Flow;
import com.twilio.rest.studio.v2.FlowValidate;
import com.twilio.rest.studio.v2.flow.Execution;
import com.twilio.rest.studio.v2.flow.FlowRevision;
import com.twilio.rest.taskrouter.v1.Workspace;
import com.twilio.rest.taskrouter.v1.workspace.Activity;
import com.twilio.rest.taskrouter.v1.workspace.Event;
import com.twilio.rest.taskrouter.v1.workspace.Task;
import com.twilio.rest.taskrouter.v1.workspace.TaskChannel;
import com.twilio.rest.taskrouter.v1.workspace.TaskQueue;
import com.twilio.rest.taskrouter.v1.workspace.Worker;
import com.twilio.rest.taskrouter.v1.workspace.Workflow;
import com.twilio.rest.taskrouter.v1.workspace.task.Reservation;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The calls a bridge to Flex makes, product by product, with the real SDK. */
final class UsualCalls {
    private static final String CUSTOMER = "discord_80351110224678912";

    private UsualCalls() {}

    static void conversations(TwilioSandbox sandbox, TwilioRestClient client, Duration limit) {
        String service = sandbox.chatServiceSid();
        Service.fetcher(service).fetch(client);
        count(Service.reader().read(client));
        String sid = Conversation.creator(service)
                .setUniqueName("discord-1-1")
                .setFriendlyName("Zed")
                .setAttributes("{\"sourceChannel\":\"discord\"}")
                .setState(Conversation.State.ACTIVE)
                .setTimersInactive("PT1H")
                .setTimersClosed("P3D")
                .setXTwilioWebhookEnabled(Conversation.WebhookEnabledType.FALSE)
                .create(client)
                .getSid();
        Participant participant = Participant.creator(service, sid)
                .setIdentity(CUSTOMER)
                .setAttributes("{}")
                .create(client);
        Participant.fetcher(service, sid, participant.getSid()).fetch(client);
        Participant.updater(service, sid, participant.getSid())
                .setAttributes("{\"a\":1}")
                .update(client);
        User.updater(service, CUSTOMER).setFriendlyName("Zed").update(client);
        User.fetcher(service, CUSTOMER).fetch(client);
        count(User.reader(service).read(client));
        Webhook hook = Webhook.creator(service, sid, Webhook.Target.WEBHOOK)
                .setConfigurationUrl("https://bot.example/forward-to-discord")
                .setConfigurationMethod(Webhook.Method.POST)
                .setConfigurationFilters(List.of("onMessageAdded", "onConversationStateUpdated"))
                .create(client);
        Webhook.creator(service, sid, Webhook.Target.STUDIO)
                .setConfigurationFlowSid("FW" + "0".repeat(32))
                .create(client);
        Webhook.creator(service, sid, Webhook.Target.TRIGGER)
                .setConfigurationUrl("https://bot.example/words")
                .setConfigurationTriggers(List.of("help", "person"))
                .create(client);
        count(Webhook.reader(service, sid).read(client));
        Webhook.updater(service, sid, hook.getSid())
                .setConfigurationFilters(List.of("onMessageAdded"))
                .update(client);
        Webhook.deleter(service, sid, hook.getSid()).delete(client);
        String first = "";
        for (int number = 0; number < 5; number++) {
            first = Message.creator(service, sid)
                    .setAuthor(CUSTOMER)
                    .setBody("message " + number)
                    .setAttributes("{\"discordMessageId\":\"" + number + "\"}")
                    .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
                    .create(client)
                    .getSid();
        }
        count(Message.reader(service, sid)
                .setOrder(Message.OrderType.DESC)
                .setPageSize(2L)
                .read(client));
        Message.fetcher(service, sid, first).fetch(client);
        Message.updater(service, sid, first).setBody("edited").update(client);
        Message.deleter(service, sid, first).delete(client);
        com.twilio.rest.conversations.v1.service.configuration.Webhook.updater(service)
                .setPostWebhookUrl("https://bot.example/forward-to-discord")
                .setMethod("POST")
                .setFilters(List.of("onMessageAdded"))
                .update(client);
        com.twilio.rest.conversations.v1.service.configuration.Webhook.fetcher(service)
                .fetch(client);
        count(ParticipantConversation.reader(service).setIdentity(CUSTOMER).read(client));
        Conversation.fetcher(service, "discord-1-1").fetch(client);
        count(Conversation.reader(service).read(client));
        Participant.deleter(service, sid, participant.getSid()).delete(client);
        Conversation.updater(service, sid).setState(Conversation.State.CLOSED).update(client);
        Conversation.deleter(service, sid).delete(client);
        User.deleter(service, CUSTOMER).delete(client);
    }

    static void flex(TwilioSandbox sandbox, TwilioRestClient client, Duration limit) {
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        sandbox.agent("bob@example.com", "Bob");
        Configuration.fetcher().fetch(client);
        String conversation = conversation(sandbox, client);
        Interaction interaction = Interaction.creator(Map.of(
                        "type", "web",
                        "initiated_by", "customer",
                        "properties", Map.of("media_channel_sid", conversation)))
                .setRouting(routing(sandbox))
                .create(client);
        String kd = interaction.getSid();
        Interaction.fetcher(kd).fetch(client);
        SandboxTask task = ada.accept(ada.awaitOffer(limit));
        String uo = task.channelSid();
        InteractionChannel.fetcher(kd, uo).fetch(client);
        count(InteractionChannel.reader(kd).read(client));
        InteractionChannelInvite.creator(kd, uo, routing(sandbox)).create(client);
        count(InteractionChannelInvite.reader(kd, uo).read(client));
        for (InteractionChannelParticipant member :
                InteractionChannelParticipant.reader(kd, uo).read(client)) {
            if (member.getType() == InteractionChannelParticipant.Type.AGENT) {
                InteractionChannelParticipant.updater(
                                kd, uo, member.getSid(), InteractionChannelParticipant.Status.CLOSED)
                        .update(client);
            }
        }
        InteractionChannel.updater(kd, uo, InteractionChannel.UpdateChannelStatus.CLOSED)
                .setRouting(Map.of("status", "closed"))
                .update(client);
    }

    static void studio(TwilioSandbox sandbox, TwilioRestClient client, Duration limit) {
        String definition = Flows.endsAtOnce();
        FlowValidate.updater("bot", FlowValidate.Status.PUBLISHED, definition).update(client);
        Flow flow = Flow.creator("bot", Flow.Status.PUBLISHED, definition)
                .setCommitMessage("first")
                .create(client);
        Flow.updater(flow.getSid(), Flow.Status.PUBLISHED)
                .setDefinition(definition)
                .setCommitMessage("second")
                .update(client);
        Flow.fetcher(flow.getSid()).fetch(client);
        count(Flow.reader().read(client));
        count(FlowRevision.reader(flow.getSid()).read(client));
        FlowRevision.fetcher(flow.getSid(), "LatestRevision").fetch(client);
        String conversation = conversation(sandbox, client);
        Webhook.creator(sandbox.chatServiceSid(), conversation, Webhook.Target.STUDIO)
                .setConfigurationFlowSid(flow.getSid())
                .create(client);
        Message.creator(sandbox.chatServiceSid(), conversation)
                .setAuthor(CUSTOMER)
                .setBody("hello")
                .setXTwilioWebhookEnabled(Message.WebhookEnabledType.TRUE)
                .create(client);
        sandbox.awaitQuiet(limit);
        for (Execution execution : Execution.reader(flow.getSid()).read(client)) {
            Execution.fetcher(flow.getSid(), execution.getSid()).fetch(client);
            Execution.updater(flow.getSid(), execution.getSid(), Execution.Status.ENDED)
                    .update(client);
            com.twilio.rest.studio.v2.flow.execution.ExecutionContext.fetcher(flow.getSid(), execution.getSid())
                    .fetch(client);
            count(com.twilio.rest.studio.v2.flow.execution.ExecutionStep.reader(flow.getSid(), execution.getSid())
                    .read(client));
        }
        Flow.deleter(flow.getSid()).delete(client);
    }

    static void taskRouter(TwilioSandbox sandbox, TwilioRestClient client, Duration limit) {
        String workspace = sandbox.workspaceSid();
        Workspace.fetcher(workspace).fetch(client);
        Workspace.updater(workspace)
                .setEventsFilter("task.created,reservation.accepted")
                .update(client);
        count(Workspace.reader().read(client));
        count(Activity.reader(workspace).read(client));
        count(TaskChannel.reader(workspace).read(client));
        TaskChannel.fetcher(workspace, "chat").fetch(client);
        TaskQueue queue = TaskQueue.creator(workspace, "Support").create(client);
        count(TaskQueue.reader(workspace).read(client));
        Workflow.creator(
                        workspace,
                        "Support",
                        "{\"task_routing\":{\"default_filter\":{\"queue\":\"" + queue.getSid() + "\"}}}")
                .create(client);
        count(Workflow.reader(workspace).read(client));
        Workflow.fetcher(workspace, sandbox.workflowSid()).fetch(client);
        SandboxAgent ada = sandbox.agent("ada@example.com", "Ada Lovelace");
        count(Worker.reader(workspace).read(client));
        Worker.fetcher(workspace, ada.workerSid()).fetch(client);
        Task task = Task.creator(workspace)
                .setWorkflowSid(sandbox.workflowSid())
                .setTaskChannel("chat")
                .setAttributes("{\"from\":\"Zed\"}")
                .create(client);
        SandboxTask offer = ada.awaitOffer(limit);
        Reservation.updater(workspace, task.getSid(), offer.reservationSid())
                .setReservationStatus(Reservation.Status.ACCEPTED)
                .update(client);
        count(Reservation.reader(workspace, task.getSid()).read(client));
        Task.updater(workspace, task.getSid())
                .setAttributes("{\"from\":\"Zed\",\"x\":1}")
                .update(client);
        Task.updater(workspace, task.getSid())
                .setAssignmentStatus(Task.Status.COMPLETED)
                .setReason("done")
                .update(client);
        Task.fetcher(workspace, task.getSid()).fetch(client);
        count(Task.reader(workspace).read(client));
        count(Event.reader(workspace).setTaskSid(task.getSid()).read(client));
    }

    private static String conversation(TwilioSandbox sandbox, TwilioRestClient client) {
        String sid =
                Conversation.creator(sandbox.chatServiceSid()).create(client).getSid();
        Participant.creator(sandbox.chatServiceSid(), sid).setIdentity(CUSTOMER).create(client);
        return sid;
    }

    private static Map<String, Object> routing(TwilioSandbox sandbox) {
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
                        Map.of("from", "Zed")));
    }

    private static void count(ResourceSet<?> all) {
        int number = 0;
        for (Object each : all) {
            number += each == null ? 0 : 1;
        }
        if (number == 0) {
            throw new AssertionError("a list was empty");
        }
    }
}
