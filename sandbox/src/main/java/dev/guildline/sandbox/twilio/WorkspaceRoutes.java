package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The workspace: its settings, activities, queues, workflows, task channels, workers and events. */
final class WorkspaceRoutes {
    static final String BASE = "/taskrouter/v1/Workspaces/{WorkspaceSid}";

    private final TaskRouting tasks;
    private final Workspace workspace;
    private final TaskRouterJson json;
    private final int usualCapacity;
    private final Paging paging = new Paging(1_000);

    WorkspaceRoutes(TaskRouting tasks, TaskRouterJson json, int usualCapacity) {
        this.tasks = tasks;
        this.workspace = tasks.workspace();
        this.json = json;
        this.usualCapacity = usualCapacity;
    }

    void addTo(RouteTable routes) {
        routes.get(
                        "/taskrouter/v1/Workspaces",
                        request -> paging.page(
                                request,
                                "workspaces",
                                TaskRouterJson.workspacesUrl(),
                                List.of(workspace),
                                each -> json.workspace()))
                .get(BASE, request -> known(request, json.workspace()))
                .post(BASE, this::update)
                .get(BASE + "/Events", this::events)
                .get(BASE + "/Workers", this::listWorkers)
                .post(BASE + "/Workers", this::createWorker)
                .post(BASE + "/Workers/{Sid}", this::updateWorker)
                .get(BASE + "/Workers/{Sid}", request -> known(request, json.worker(worker(request))))
                .post(BASE + "/TaskQueues", this::createQueue)
                .post(BASE + "/TaskQueues/{Sid}", this::updateQueue)
                .post(BASE + "/Workflows", this::createWorkflow)
                .post(BASE + "/Workflows/{Sid}", this::updateWorkflow)
                .post(BASE + "/TaskChannels", this::createChannel);
        read(routes, "Activities", "activities", workspace::activities, Workspace.Activity::sid, json::activity);
        read(routes, "TaskQueues", "task_queues", () -> workspace.queues.values(), queue -> queue.sid, json::queue);
        read(
                routes,
                "Workflows",
                "workflows",
                () -> workspace.workflows.values(),
                workflow -> workflow.sid,
                json::workflow);
        read(
                routes,
                "TaskChannels",
                "channels",
                () -> workspace.channels.values(),
                Workspace.TaskChannel::sid,
                json::channel);
    }

    /** What a resource that is only listed and fetched needs to know. */
    private interface Source<T> {
        Collection<T> all();
    }

    private <T> void read(
            RouteTable routes,
            String collection,
            String key,
            Source<T> source,
            Function<T, String> sid,
            Function<T, ObjectNode> render) {
        routes.get(BASE + "/" + collection, request -> {
                    requireKnown(request);
                    List<T> all = new ArrayList<>(source.all());
                    @Nullable String name = request.query("FriendlyName");
                    if (name != null) {
                        all.removeIf(item -> !render.apply(item)
                                .path("friendly_name")
                                .asText()
                                .equals(name));
                    }
                    return paging.page(request, key, json.url() + "/" + collection, all, render::apply);
                })
                .get(BASE + "/" + collection + "/{Sid}", request -> {
                    requireKnown(request);
                    for (T item : source.all()) {
                        ObjectNode rendered = render.apply(item);
                        String wanted = request.sid("Sid");
                        if (sid.apply(item).equals(wanted)
                                || rendered.path("unique_name").asText("").equals(wanted)) {
                            return RestReply.ok(rendered);
                        }
                    }
                    throw TwilioError.notFound("/" + collection + "/" + request.sid("Sid"));
                });
    }

    private RestReply update(RestRequest request) {
        requireKnown(request);
        if (request.has("EventCallbackUrl")) {
            workspace.eventCallbackUrl = request.form("EventCallbackUrl");
        }
        if (request.has("EventsFilter")) {
            workspace.eventsFilter = Objects.requireNonNullElse(request.form("EventsFilter"), "");
        }
        if (request.has("FriendlyName")) {
            workspace.friendlyName = request.required("FriendlyName");
        }
        workspace.updated = tasks.now();
        return RestReply.ok(json.workspace());
    }

    private RestReply events(RestRequest request) {
        requireKnown(request);
        List<ObjectNode> all = new ArrayList<>(tasks.events().log());
        @Nullable String task = request.query("TaskSid");
        @Nullable String type = request.query("EventType");
        all.removeIf(event -> (task != null && !event.path("TaskSid").asText().equals(task))
                || (type != null && !event.path("EventType").asText().equals(type)));
        Collections.reverse(all);
        return paging.page(request, "events", json.url() + "/Events", all, json::event);
    }

    private RestReply listWorkers(RestRequest request) {
        requireKnown(request);
        List<WorkerRecord> all = new ArrayList<>(workspace.workers.values());
        @Nullable String name = request.query("FriendlyName");
        @Nullable String available = request.query("Available");
        all.removeIf(worker -> (name != null && !worker.friendlyName.equals(name))
                || (available != null
                        && worker.activity.available() != (available.equals("1") || available.equals("true"))));
        return paging.page(request, "workers", json.url() + "/Workers", all, json::worker);
    }

    private RestReply createWorker(RestRequest request) {
        requireKnown(request);
        String name = request.required("FriendlyName");
        if (workspace.workerNamed(name) != null) {
            throw TwilioError.invalid("FriendlyName", "a worker of this name exists already");
        }
        @Nullable ObjectNode attributes = request.optionalObject("Attributes");
        WorkerRecord worker = tasks.addWorker(
                name, attributes == null ? Json.object() : attributes, workspace.offline, usualCapacity);
        setActivity(request, worker);
        return RestReply.created(json.worker(worker));
    }

    private RestReply updateWorker(RestRequest request) {
        requireKnown(request);
        WorkerRecord worker = worker(request);
        @Nullable ObjectNode attributes = request.optionalObject("Attributes");
        if (attributes != null) {
            worker.attributes = attributes;
            worker.updated = tasks.now();
        }
        setActivity(request, worker);
        return RestReply.ok(json.worker(worker));
    }

    private void setActivity(RestRequest request, WorkerRecord worker) {
        @Nullable String sid = request.form("ActivitySid");
        if (sid == null) {
            return;
        }
        Workspace.Activity activity = workspace.activities().stream()
                .filter(each -> each.sid().equals(sid))
                .findFirst()
                .orElseThrow(() -> TwilioError.invalid("ActivitySid", "names no activity of the workspace"));
        tasks.setActivity(worker, activity);
    }

    private RestReply createQueue(RestRequest request) {
        requireKnown(request);
        @Nullable String target = request.form("TargetWorkers");
        Workspace.TaskQueue queue = new Workspace.TaskQueue(
                Sids.next("WQ"), request.required("FriendlyName"), target == null ? "1==1" : target);
        workspace.queues.put(queue.sid, queue);
        return RestReply.created(json.queue(queue));
    }

    private RestReply updateQueue(RestRequest request) {
        requireKnown(request);
        Workspace.TaskQueue queue = workspace.queues.get(request.sid("Sid"));
        if (queue == null) {
            throw TwilioError.notFound("/TaskQueues/" + request.sid("Sid"));
        }
        queue.friendlyName = Objects.requireNonNullElse(request.form("FriendlyName"), queue.friendlyName);
        queue.targetWorkers = Objects.requireNonNullElse(request.form("TargetWorkers"), queue.targetWorkers);
        return RestReply.ok(json.queue(queue));
    }

    private RestReply createWorkflow(RestRequest request) {
        requireKnown(request);
        ObjectNode configuration = request.requiredObject("Configuration");
        String queueSid = configuration
                .path("task_routing")
                .path("default_filter")
                .path("queue")
                .asText("");
        Workspace.TaskQueue queue = workspace.queues.getOrDefault(queueSid, workspace.everyone);
        Workspace.Workflow workflow = new Workspace.Workflow(
                Sids.next("WW"), request.required("FriendlyName"), Json.text(configuration), queue);
        applyTo(request, workflow);
        workspace.workflows.put(workflow.sid, workflow);
        return RestReply.created(json.workflow(workflow));
    }

    private RestReply updateWorkflow(RestRequest request) {
        requireKnown(request);
        Workspace.Workflow workflow = workspace.workflows.get(request.sid("Sid"));
        if (workflow == null) {
            throw TwilioError.notFound("/Workflows/" + request.sid("Sid"));
        }
        workflow.friendlyName = Objects.requireNonNullElse(request.form("FriendlyName"), workflow.friendlyName);
        applyTo(request, workflow);
        return RestReply.ok(json.workflow(workflow));
    }

    private static void applyTo(RestRequest request, Workspace.Workflow workflow) {
        @Nullable Integer timeout = request.formNumber("TaskReservationTimeout");
        if (timeout != null) {
            workflow.reservationTimeoutSeconds = timeout;
        }
        if (request.has("AssignmentCallbackUrl")) {
            workflow.assignmentCallbackUrl = request.form("AssignmentCallbackUrl");
        }
    }

    private RestReply createChannel(RestRequest request) {
        requireKnown(request);
        String uniqueName = request.required("UniqueName");
        if (workspace.channel(uniqueName) != null) {
            throw TwilioError.invalid("UniqueName", "a task channel of this name exists already");
        }
        Workspace.TaskChannel channel =
                new Workspace.TaskChannel(Sids.next("TC"), request.required("FriendlyName"), uniqueName);
        workspace.channels.put(channel.sid(), channel);
        return RestReply.created(json.channel(channel));
    }

    private WorkerRecord worker(RestRequest request) {
        WorkerRecord worker = workspace.workers.get(request.sid("Sid"));
        if (worker == null) {
            throw TwilioError.notFound("/Workers/" + request.sid("Sid"));
        }
        return worker;
    }

    private RestReply known(RestRequest request, ObjectNode answer) {
        requireKnown(request);
        return RestReply.ok(answer);
    }

    private void requireKnown(RestRequest request) {
        if (!request.sid("WorkspaceSid").equals(workspace.sid)) {
            throw TwilioError.notFound("/Workspaces/" + request.sid("WorkspaceSid"));
        }
    }
}
