package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.InteractionRecord.Invite;
import dev.guildline.sandbox.twilio.InteractionRecord.Member;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Flex resources as REST shows them. */
final class FlexJson {
    private static final String HOST = "https://flex-api.twilio.com/v1";

    private final String accountSid;
    private final Workspace workspace;
    private final InstantSource clock;

    FlexJson(String accountSid, Workspace workspace, InstantSource clock) {
        this.accountSid = accountSid;
        this.workspace = workspace;
        this.clock = clock;
    }

    static String url(InteractionRecord interaction) {
        return HOST + "/Interactions/" + interaction.sid;
    }

    static String channelUrl(InteractionRecord interaction) {
        return url(interaction) + "/Channels/" + interaction.channelSid;
    }

    ObjectNode interaction(InteractionRecord interaction) {
        ObjectNode json = Json.object().put("sid", interaction.sid);
        ObjectNode channel =
                json.putObject("channel").put("sid", interaction.channelSid).put("type", interaction.type);
        if (interaction.errorCode != null) {
            channel.put("status", interaction.status)
                    .put("error_code", interaction.errorCode)
                    .put("error_message", interaction.errorMessage);
        }
        json.set(
                "routing",
                interaction.invites.isEmpty()
                        ? Json.object().nullNode()
                        : routing(interaction.invites.get(0).task()));
        json.put("url", url(interaction));
        json.putObject("links").put("channels", url(interaction) + "/Channels");
        json.putNull("interaction_context_sid");
        json.put("webhook_ttid", interaction.webhookTtid);
        return json;
    }

    ObjectNode channel(InteractionRecord interaction) {
        String url = channelUrl(interaction);
        ObjectNode json = Json.object()
                .put("sid", interaction.channelSid)
                .put("interaction_sid", interaction.sid)
                .put("type", interaction.type)
                .put("status", interaction.status)
                .put("error_code", interaction.errorCode)
                .put("error_message", interaction.errorMessage)
                .put("url", url);
        json.putObject("links")
                .put("participants", url + "/Participants")
                .put("invites", url + "/Invites")
                .put("transfers", url + "/Transfers");
        return json;
    }

    ObjectNode invite(InteractionRecord interaction, Invite invite) {
        ObjectNode json = Json.object()
                .put("sid", invite.sid())
                .put("interaction_sid", interaction.sid)
                .put("channel_sid", interaction.channelSid)
                .put("url", channelUrl(interaction) + "/Invites/" + invite.sid());
        json.set("routing", routing(invite.task()));
        return json;
    }

    ObjectNode member(InteractionRecord interaction, Member member) {
        ObjectNode json = Json.object()
                .put("sid", member.sid)
                .put("type", member.type)
                .put("interaction_sid", interaction.sid)
                .put("channel_sid", interaction.channelSid)
                .put("url", channelUrl(interaction) + "/Participants/" + member.sid);
        @Nullable TaskRecord task = member.task;
        json.set("routing_properties", task == null ? json.nullNode() : properties(task));
        return json;
    }

    ObjectNode configuration() {
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("date_created", Json.date(workspace.created))
                .put("date_updated", Json.date(workspace.updated))
                .put("status", "ok")
                .put("taskrouter_workspace_sid", workspace.sid)
                .put(
                        "taskrouter_target_workflow_sid",
                        workspace.workflows.keySet().iterator().next())
                .put("taskrouter_target_taskqueue_sid", workspace.everyone.sid)
                .put("taskrouter_offline_activity_sid", workspace.offline.sid())
                .put("ui_language", "en-US")
                .put("ui_version", "2.x.x")
                .put("service_version", "6.5.6")
                .put("runtime_domain", "https://sandbox.twil.io")
                .put("call_recording_enabled", false)
                .put("crm_enabled", false)
                .put("plugin_service_enabled", true)
                .put("url", HOST + "/Configuration");
        json.putArray("channel_configs");
        return json;
    }

    private ObjectNode routing(TaskRecord task) {
        ObjectNode routing = Json.object();
        ReservationRecord live = task.liveReservation();
        routing.set("reservation", live == null ? routing.nullNode() : routing.textNode(live.sid));
        JsonNode properties = properties(task);
        routing.set("properties", properties);
        return routing;
    }

    private ObjectNode properties(TaskRecord task) {
        Instant now = clock.instant();
        return Json.object()
                .put("sid", task.sid)
                .put("account_sid", accountSid)
                .put("workspace_sid", workspace.sid)
                .put("workflow_sid", task.workflow.sid)
                .put("workflow_name", task.workflow.friendlyName)
                .put("queue_sid", task.queue.sid)
                .put("queue_name", task.queue.friendlyName)
                .put("task_channel_sid", task.channel.sid())
                .put("task_channel_unique_name", task.channel.uniqueName())
                .put("attributes", Json.text(task.attributes))
                .put("assignment_status", task.status.text())
                .put("priority", task.priority)
                .put("timeout", task.timeoutSeconds)
                .put("age", TaskRouting.age(task, now))
                .put("age_in_queue", TaskRouting.age(task, now))
                .put("assignmentCounter", task.reservations.size())
                .put("addons", "{}")
                .put("reason", task.reason == null ? "" : task.reason)
                .put("routing_target", task.target == null ? null : task.target.sid)
                .put("date_created", task.created.getEpochSecond())
                .put("date_updated", task.updated.getEpochSecond())
                .put("task_queue_entered_date", task.created.getEpochSecond());
    }
}
