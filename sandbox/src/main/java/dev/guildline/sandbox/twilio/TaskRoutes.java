package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tasks and their reservations. */
final class TaskRoutes {
    private static final int USUAL_TIMEOUT = 86_400;

    private final TaskRouting tasks;
    private final Workspace workspace;
    private final TaskRouterJson json;
    private final Paging paging = new Paging(1_000);

    TaskRoutes(TaskRouting tasks, TaskRouterJson json) {
        this.tasks = tasks;
        this.workspace = tasks.workspace();
        this.json = json;
    }

    void addTo(RouteTable routes) {
        String list = WorkspaceRoutes.BASE + "/Tasks";
        String one = list + "/{TaskSid}";
        routes.get(list, this::list)
                .post(list, this::create)
                .get(one, this::fetch)
                .post(one, this::update)
                .delete(one, this::delete)
                .get(one + "/Reservations", this::listReservations)
                .get(one + "/Reservations/{Sid}", request -> RestReply.ok(json.reservation(reservation(request))))
                .post(one + "/Reservations/{Sid}", this::updateReservation)
                .get(WorkspaceRoutes.BASE + "/Workers/{WorkerSid}/Reservations", this::listOfWorker);
    }

    private RestReply list(RestRequest request) {
        List<TaskRecord> all = new ArrayList<>(workspace.tasks.values());
        @Nullable String status = request.query("AssignmentStatus");
        if (status != null) {
            List<String> wanted = Arrays.asList(status.split(",", -1));
            all.removeIf(task -> !wanted.contains(task.status.text()));
        }
        return paging.page(request, "tasks", json.url() + "/Tasks", all, task -> json.task(task, tasks.now()));
    }

    private RestReply create(RestRequest request) {
        Workspace.Workflow workflow =
                workspace.workflows.get(Objects.requireNonNullElse(request.form("WorkflowSid"), firstWorkflow()));
        if (workflow == null) {
            throw TwilioError.invalid("WorkflowSid", "names no workflow of the workspace");
        }
        Workspace.TaskChannel channel =
                workspace.channel(Objects.requireNonNullElse(request.form("TaskChannel"), "default"));
        if (channel == null) {
            throw TwilioError.invalid("TaskChannel", "names no task channel of the workspace");
        }
        @Nullable ObjectNode attributes = request.optionalObject("Attributes");
        TaskRecord task = new TaskRecord(
                workflow,
                workflow.queue,
                channel,
                attributes == null ? Json.object() : attributes,
                Objects.requireNonNullElse(request.formNumber("Priority"), 0),
                Objects.requireNonNullElse(request.formNumber("Timeout"), USUAL_TIMEOUT),
                null,
                tasks.now());
        tasks.add(task);
        return RestReply.created(json.task(task, tasks.now())).withEtag(task.etag());
    }

    private RestReply fetch(RestRequest request) {
        TaskRecord task = task(request);
        return RestReply.ok(json.task(task, tasks.now())).withEtag(task.etag());
    }

    private RestReply update(RestRequest request) {
        TaskRecord task = task(request);
        requireMatch(request, task);
        @Nullable ObjectNode attributes = request.optionalObject("Attributes");
        if (attributes != null) {
            tasks.setAttributes(task, attributes);
        }
        @Nullable Integer priority = request.formNumber("Priority");
        if (priority != null) {
            task.priority = priority;
            task.changed(tasks.now());
        }
        @Nullable String status = request.form("AssignmentStatus");
        if (status != null) {
            String reason = Objects.requireNonNullElse(request.form("Reason"), "");
            switch (status) {
                case "canceled" ->
                    requireStep(task, tasks::cancel, reason, TaskRecord.Status.PENDING, TaskRecord.Status.RESERVED);
                case "completed" ->
                    requireStep(task, tasks::complete, reason, TaskRecord.Status.ASSIGNED, TaskRecord.Status.WRAPPING);
                case "wrapping" -> tasks.wrap(task);
                default -> throw TwilioError.invalid("AssignmentStatus", "cannot be set to " + status);
            }
        }
        return RestReply.ok(json.task(task, tasks.now())).withEtag(task.etag());
    }

    private interface Step {
        void take(TaskRecord task, String reason);
    }

    private static void requireStep(TaskRecord task, Step step, String reason, TaskRecord.Status... from) {
        if (!Arrays.asList(from).contains(task.status)) {
            throw TwilioError.invalid("AssignmentStatus", "not possible for a task that is " + task.status.text());
        }
        step.take(task, reason);
    }

    private RestReply delete(RestRequest request) {
        TaskRecord task = task(request);
        requireMatch(request, task);
        tasks.delete(task);
        return RestReply.noContent();
    }

    private RestReply listReservations(RestRequest request) {
        TaskRecord task = task(request);
        return paging.page(
                request,
                "reservations",
                json.url() + "/Tasks/" + task.sid + "/Reservations",
                task.reservations,
                json::reservation);
    }

    private RestReply listOfWorker(RestRequest request) {
        List<ReservationRecord> all = new ArrayList<>();
        workspace.tasks.values().forEach(task -> all.addAll(task.reservations));
        all.removeIf(reservation -> !reservation.worker.sid.equals(request.sid("WorkerSid")));
        return paging.page(
                request,
                "reservations",
                json.url() + "/Workers/" + request.sid("WorkerSid") + "/Reservations",
                all,
                json::reservation);
    }

    private RestReply updateReservation(RestRequest request) {
        ReservationRecord reservation = reservation(request);
        switch (request.required("ReservationStatus")) {
            case "accepted" -> tasks.accept(reservation);
            case "rejected" -> tasks.reject(reservation);
            case "wrapping" -> tasks.wrap(reservation.task);
            case "completed" -> tasks.complete(reservation.task, null);
            default ->
                throw TwilioError.invalid("ReservationStatus", "must be accepted, rejected, wrapping or completed");
        }
        return RestReply.ok(json.reservation(reservation));
    }

    private ReservationRecord reservation(RestRequest request) {
        for (ReservationRecord reservation : task(request).reservations) {
            if (reservation.sid.equals(request.sid("Sid"))) {
                return reservation;
            }
        }
        throw TwilioError.notFound("/Reservations/" + request.sid("Sid"));
    }

    private TaskRecord task(RestRequest request) {
        if (!request.sid("WorkspaceSid").equals(workspace.sid)) {
            throw TwilioError.notFound("/Workspaces/" + request.sid("WorkspaceSid"));
        }
        return tasks.task(request.sid("TaskSid"));
    }

    private static void requireMatch(RestRequest request, TaskRecord task) {
        @Nullable String wanted = request.header("If-Match");
        if (wanted != null && !wanted.equals("*") && !unquoted(wanted).equals(unquoted(task.etag()))) {
            throw new TwilioError(412, 20412, "The task was changed meanwhile; fetch it again");
        }
    }

    private static String unquoted(String tag) {
        return tag.replace("\"", "");
    }

    private String firstWorkflow() {
        return workspace.workflows.keySet().iterator().next();
    }
}
