package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** TaskRouter resources as REST shows them. */
final class TaskRouterJson {
    private static final String HOST = "https://taskrouter.twilio.com/v1";

    private final String accountSid;
    private final Workspace workspace;

    TaskRouterJson(String accountSid, Workspace workspace) {
        this.accountSid = accountSid;
        this.workspace = workspace;
    }

    static String workspacesUrl() {
        return HOST + "/Workspaces";
    }

    String url() {
        return HOST + "/Workspaces/" + workspace.sid;
    }

    ObjectNode workspace() {
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("sid", workspace.sid)
                .put("friendly_name", workspace.friendlyName)
                .put("date_created", Json.date(workspace.created))
                .put("date_updated", Json.date(workspace.updated))
                .put("default_activity_name", workspace.offline.friendlyName())
                .put("default_activity_sid", workspace.offline.sid())
                .put("timeout_activity_name", workspace.offline.friendlyName())
                .put("timeout_activity_sid", workspace.offline.sid())
                .put("event_callback_url", workspace.eventCallbackUrl)
                .put("events_filter", workspace.eventsFilter)
                .put("multi_task_enabled", true)
                .put("prioritize_queue_order", "FIFO")
                .put("url", url());
        json.putObject("links")
                .put("activities", url() + "/Activities")
                .put("events", url() + "/Events")
                .put("task_channels", url() + "/TaskChannels")
                .put("task_queues", url() + "/TaskQueues")
                .put("tasks", url() + "/Tasks")
                .put("workers", url() + "/Workers")
                .put("workflows", url() + "/Workflows");
        return json;
    }

    ObjectNode activity(Workspace.Activity activity) {
        return resource(activity.sid(), "Activities", workspace.created, workspace.created)
                .put("friendly_name", activity.friendlyName())
                .put("available", activity.available());
    }

    ObjectNode channel(Workspace.TaskChannel channel) {
        return resource(channel.sid(), "TaskChannels", workspace.created, workspace.created)
                .put("friendly_name", channel.friendlyName())
                .put("unique_name", channel.uniqueName())
                .put("channel_optimized_routing", false);
    }

    ObjectNode queue(Workspace.TaskQueue queue) {
        return resource(queue.sid, "TaskQueues", workspace.created, workspace.updated)
                .put("friendly_name", queue.friendlyName)
                .put("target_workers", queue.targetWorkers)
                .put("max_reserved_workers", 1)
                .put("task_order", "FIFO")
                .putNull("assignment_activity_sid")
                .putNull("assignment_activity_name")
                .putNull("reservation_activity_sid")
                .putNull("reservation_activity_name");
    }

    ObjectNode workflow(Workspace.Workflow workflow) {
        return resource(workflow.sid, "Workflows", workspace.created, workspace.updated)
                .put("friendly_name", workflow.friendlyName)
                .put("configuration", workflow.configuration)
                .put("document_content_type", "application/json")
                .put("task_reservation_timeout", workflow.reservationTimeoutSeconds)
                .put("assignment_callback_url", workflow.assignmentCallbackUrl)
                .putNull("fallback_assignment_callback_url");
    }

    ObjectNode worker(WorkerRecord worker) {
        return resource(worker.sid, "Workers", worker.created, worker.updated)
                .put("friendly_name", worker.friendlyName)
                .put("attributes", Json.text(worker.attributes))
                .put("activity_sid", worker.activity.sid())
                .put("activity_name", worker.activity.friendlyName())
                .put("available", worker.activity.available())
                .put("date_status_changed", Json.date(worker.statusChanged));
    }

    ObjectNode task(TaskRecord task, Instant now) {
        ObjectNode json = resource(task.sid, "Tasks", task.created, task.updated)
                .put("age", TaskRouting.age(task, now))
                .put("assignment_status", task.status.text())
                .put("attributes", Json.text(task.attributes))
                .put("addons", "{}")
                .put("task_queue_entered_date", Json.date(task.created))
                .put("virtual_start_time", Json.date(task.created))
                .put("priority", task.priority)
                .put("reason", task.reason)
                .put("task_queue_sid", task.queue.sid)
                .put("task_queue_friendly_name", task.queue.friendlyName)
                .put("task_channel_sid", task.channel.sid())
                .put("task_channel_unique_name", task.channel.uniqueName())
                .put("timeout", task.timeoutSeconds)
                .put("workflow_sid", task.workflow.sid)
                .put("workflow_friendly_name", task.workflow.friendlyName)
                .put("ignore_capacity", false)
                .put("routing_target", task.target == null ? null : task.target.sid);
        json.putObject("links")
                .put("reservations", url() + "/Tasks/" + task.sid + "/Reservations")
                .put("workspace", url());
        return json;
    }

    ObjectNode reservation(ReservationRecord reservation) {
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("workspace_sid", workspace.sid)
                .put("sid", reservation.sid)
                .put("task_sid", reservation.task.sid)
                .put("worker_sid", reservation.worker.sid)
                .put("worker_name", reservation.worker.friendlyName)
                .put("reservation_status", reservation.status.text())
                .put("date_created", Json.date(reservation.created))
                .put("date_updated", Json.date(reservation.updated))
                .put("url", url() + "/Tasks/" + reservation.task.sid + "/Reservations/" + reservation.sid);
        json.putObject("links")
                .put("task", url() + "/Tasks/" + reservation.task.sid)
                .put("worker", url() + "/Workers/" + reservation.worker.sid)
                .put("workspace", url());
        return json;
    }

    ObjectNode event(ObjectNode fields) {
        String sid = fields.path("Sid").asText();
        long millis = Long.parseLong(fields.path("TimestampMs").asText("0"));
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("workspace_sid", workspace.sid)
                .put("sid", sid)
                .put("event_type", fields.path("EventType").asText())
                .put("description", fields.path("EventDescription").asText())
                .put("event_date", Json.date(Instant.ofEpochMilli(millis)))
                .put("event_date_ms", millis)
                .put("resource_type", fields.path("ResourceType").asText())
                .put("resource_sid", fields.path("ResourceSid").asText())
                .put("actor_type", "workspace")
                .put("actor_sid", workspace.sid)
                .put("actor_url", url())
                .put("source", "twilio")
                .put("source_ip_address", "127.0.0.1")
                .put("url", url() + "/Events/" + sid);
        json.put("resource_url", url() + "/Tasks/" + fields.path("TaskSid").asText());
        json.set("event_data", fields);
        return json;
    }

    private ObjectNode resource(String sid, String collection, Instant created, Instant updated) {
        String url = url() + "/" + collection + "/" + sid;
        ObjectNode json = Json.object()
                .put("account_sid", accountSid)
                .put("workspace_sid", workspace.sid)
                .put("sid", sid)
                .put("date_created", Json.date(created))
                .put("date_updated", Json.date(updated))
                .put("url", url);
        json.putObject("links").put("workspace", url());
        return json;
    }
}
