package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Routing} JSON of an interaction or an invite, checked against the workspace.
 *
 * @param workflow by which rules the task is routed
 * @param queue where it waits
 * @param worker the only worker it may go to
 * @param channel the task channel
 * @param attributes the caller's task attributes
 * @param priority larger goes first
 * @param timeoutSeconds how long it may wait
 */
record FlexRouting(
        Workspace.Workflow workflow,
        Workspace.TaskQueue queue,
        @Nullable WorkerRecord worker,
        Workspace.TaskChannel channel,
        ObjectNode attributes,
        int priority,
        int timeoutSeconds) {
    private static final int USUAL_TIMEOUT = 86_400;

    static FlexRouting parse(ObjectNode routing, Workspace workspace) {
        JsonNode properties = routing.path("properties");
        if (!properties.isObject()) {
            throw TwilioError.invalid("Routing", "needs an object 'properties'");
        }
        String workspaceSid = properties.path("workspace_sid").asText("");
        if (!workspaceSid.equals(workspace.sid)) {
            throw TwilioError.invalid("Routing", "properties.workspace_sid names no workspace of this account");
        }
        String workflowSid = properties.path("workflow_sid").asText("");
        Workspace.Workflow workflow = workspace.workflows.get(workflowSid);
        if (workflow == null) {
            if (!workflowSid.isEmpty() || workspace.workflows.size() != 1) {
                throw TwilioError.invalid("Routing", "properties.workflow_sid names no workflow of the workspace");
            }
            workflow = workspace.workflows.values().iterator().next();
        }
        return new FlexRouting(
                workflow,
                queue(properties, workspace, workflow),
                worker(properties, workspace),
                channel(properties, workspace),
                attributes(properties.path("attributes")),
                properties.path("priority").asInt(0),
                properties.path("timeout").asInt(USUAL_TIMEOUT));
    }

    private static Workspace.TaskQueue queue(JsonNode properties, Workspace workspace, Workspace.Workflow workflow) {
        String sid = properties.path("queue_sid").asText("");
        if (sid.isEmpty()) {
            return workflow.queue;
        }
        Workspace.TaskQueue queue = workspace.queues.get(sid);
        if (queue == null) {
            throw TwilioError.invalid("Routing", "properties.queue_sid names no queue of the workspace");
        }
        return queue;
    }

    private static @Nullable WorkerRecord worker(JsonNode properties, Workspace workspace) {
        String sid = properties.path("worker_sid").asText("");
        if (sid.isEmpty()) {
            return null;
        }
        WorkerRecord worker = workspace.workers.get(sid);
        if (worker == null) {
            throw TwilioError.invalid("Routing", "properties.worker_sid names no worker of the workspace");
        }
        return worker;
    }

    private static Workspace.TaskChannel channel(JsonNode properties, Workspace workspace) {
        String name = properties
                .path("task_channel_sid")
                .asText(properties.path("task_channel_unique_name").asText("chat"));
        Workspace.TaskChannel channel = workspace.channel(name);
        if (channel == null) {
            throw TwilioError.invalid("Routing", "properties names no task channel of the workspace");
        }
        return channel;
    }

    private static ObjectNode attributes(JsonNode attributes) {
        if (attributes.isMissingNode() || attributes.isNull()) {
            return Json.object();
        }
        JsonNode parsed = attributes.isTextual() ? Json.parse(attributes.textValue()) : attributes;
        if (parsed instanceof ObjectNode object) {
            return object.deepCopy();
        }
        throw TwilioError.invalid("Routing", "properties.attributes must be a JSON object");
    }
}
