package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of the workspace: kept for the Events resource and posted to the workspace's callback URL. */
final class TaskEvents {
    private final String accountSid;
    private final Workspace workspace;
    private final HookDispatcher hooks;
    private final List<Map<String, String>> log = new ArrayList<>();

    TaskEvents(String accountSid, Workspace workspace, HookDispatcher hooks) {
        this.accountSid = accountSid;
        this.workspace = workspace;
        this.hooks = hooks;
    }

    void task(String event, String description, TaskRecord task, Instant now) {
        Map<String, String> fields = common(event, description, "task", task.sid, now);
        addTask(fields, task, now);
        post(event, task.sid, fields);
    }

    void reservation(String event, String description, ReservationRecord reservation, Instant now) {
        Map<String, String> fields = common(event, description, "reservation", reservation.sid, now);
        addTask(fields, reservation.task, now);
        fields.put("ReservationSid", reservation.sid);
        fields.put("WorkerSid", reservation.worker.sid);
        fields.put("WorkerName", reservation.worker.friendlyName);
        fields.put("WorkerAttributes", Json.text(reservation.worker.attributes));
        fields.put("WorkerActivityName", reservation.worker.activity.friendlyName());
        fields.put("WorkerActivitySid", reservation.worker.activity.sid());
        post(event, reservation.task.sid, fields);
    }

    /** Oldest first. */
    List<ObjectNode> log() {
        List<ObjectNode> events = new ArrayList<>();
        for (Map<String, String> fields : log) {
            ObjectNode data = Json.object();
            fields.forEach(data::put);
            events.add(data);
        }
        return events;
    }

    private Map<String, String> common(
            String event, String description, String resourceType, String resourceSid, Instant now) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("EventType", event);
        fields.put("AccountSid", accountSid);
        fields.put("WorkspaceSid", workspace.sid);
        fields.put("WorkspaceName", workspace.friendlyName);
        fields.put("EventDescription", description);
        fields.put("ResourceType", resourceType);
        fields.put("ResourceSid", resourceSid);
        fields.put("Timestamp", Long.toString(now.getEpochSecond()));
        fields.put("TimestampMs", Long.toString(now.toEpochMilli()));
        fields.put("Sid", Sids.next("EV"));
        return fields;
    }

    private static void addTask(Map<String, String> fields, TaskRecord task, Instant now) {
        fields.put("TaskSid", task.sid);
        fields.put("TaskAttributes", Json.text(task.attributes));
        fields.put(
                "TaskAge",
                Long.toString(Math.max(0, Duration.between(task.created, now).toSeconds())));
        fields.put("TaskPriority", Integer.toString(task.priority));
        fields.put("TaskAssignmentStatus", task.status.text());
        putIfThere(fields, "TaskCanceledReason", task.status == TaskRecord.Status.CANCELED ? task.reason : null);
        putIfThere(fields, "TaskCompletedReason", task.status == TaskRecord.Status.COMPLETED ? task.reason : null);
        fields.put("TaskChannelSid", task.channel.sid());
        fields.put("TaskChannelName", task.channel.friendlyName());
        fields.put("TaskChannelUniqueName", task.channel.uniqueName());
        fields.put("TaskQueueSid", task.queue.sid);
        fields.put("TaskQueueName", task.queue.friendlyName);
        fields.put("WorkflowSid", task.workflow.sid);
        fields.put("WorkflowName", task.workflow.friendlyName);
    }

    private static void putIfThere(Map<String, String> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private void post(String event, String taskSid, Map<String, String> fields) {
        log.add(fields);
        String url = workspace.eventCallbackUrl;
        if (url == null || url.isEmpty() || !wanted(event)) {
            return;
        }
        hooks.dispatch(new HookDispatcher.Hook(url, "POST", event, taskSid, fields, HookDispatcher.TASK_ROUTER_LIMIT));
    }

    private boolean wanted(String event) {
        return workspace.eventsFilter.isBlank()
                || Set.of(workspace.eventsFilter.trim().split("\\s*,\\s*", -1)).contains(event);
    }
}
