package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.twilio.TaskRecord.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings tasks to workers, one offer at a time: the free worker who was first idle gets it; who declined is not asked
 * again. Every method runs under the state's lock.
 */
final class TaskRouting {
    /** Told what became of tasks; Flex lets agents join and leave conversations by it. */
    interface TaskOutcome {
        void accepted(TaskRecord task, WorkerRecord worker);

        void declined(TaskRecord task, WorkerRecord worker);

        void ended(TaskRecord task);
    }

    private final Workspace workspace;
    private final InstantSource clock;
    private final StateGuard guard;
    private final Background background;
    private final TaskEvents events;
    private @Nullable TaskOutcome outcome;

    TaskRouting(Workspace workspace, InstantSource clock, StateGuard guard, Background background, TaskEvents events) {
        this.workspace = workspace;
        this.clock = clock;
        this.guard = guard;
        this.background = background;
        this.events = events;
    }

    void tell(TaskOutcome newOutcome) {
        this.outcome = newOutcome;
    }

    Workspace workspace() {
        return workspace;
    }

    TaskEvents events() {
        return events;
    }

    Instant now() {
        return clock.instant();
    }

    TaskRecord task(String sid) {
        TaskRecord task = workspace.tasks.get(sid);
        if (task == null) {
            throw TwilioError.notFound("/Workspaces/" + workspace.sid + "/Tasks/" + sid);
        }
        return task;
    }

    WorkerRecord addWorker(String name, ObjectNode attributes, Workspace.Activity activity, int chatCapacity) {
        WorkerRecord worker = new WorkerRecord(name, attributes, activity, chatCapacity, now());
        workspace.workers.put(worker.sid, worker);
        guard.changed(TwilioChange.Kind.WORKER, worker.sid);
        offerWaiting();
        return worker;
    }

    void setActivity(WorkerRecord worker, Workspace.Activity activity) {
        worker.activity = activity;
        worker.statusChanged = now();
        worker.updated = now();
        if (activity.available()) {
            workspace.tasks.values().forEach(task -> task.declinedBy.remove(worker.sid));
        }
        guard.changed(TwilioChange.Kind.WORKER, worker.sid);
        offerWaiting();
    }

    /** Takes a task in; it is announced and offered after the answer was given. */
    void add(TaskRecord task) {
        workspace.tasks.put(task.sid, task);
        background.run(() -> guard.within(() -> {
            events.task("task.created", "Task created", task, now());
            guard.changed(TwilioChange.Kind.TASK, task.sid);
            if (task.status == Status.PENDING) {
                offer(task);
            }
        }));
    }

    void accept(ReservationRecord reservation) {
        requirePending(reservation);
        reservation.status = ReservationRecord.Status.ACCEPTED;
        reservation.updated = now();
        TaskRecord task = reservation.task;
        move(task, Status.ASSIGNED);
        events.reservation("reservation.accepted", "Reservation accepted", reservation, now());
        if (outcome != null) {
            outcome.accepted(task, reservation.worker);
        }
    }

    void reject(ReservationRecord reservation) {
        requirePending(reservation);
        decline(reservation, ReservationRecord.Status.REJECTED);
    }

    void wrap(TaskRecord task) {
        if (task.status != Status.ASSIGNED) {
            return;
        }
        move(task, Status.WRAPPING);
        ReservationRecord reservation = task.liveReservation();
        if (reservation != null) {
            reservation.status = ReservationRecord.Status.WRAPPING;
            reservation.updated = now();
            events.reservation("reservation.wrapup", "Reservation wrapping up", reservation, now());
        }
        events.task("task.wrapup", "Task wrapping up", task, now());
    }

    void complete(TaskRecord task, @Nullable String reason) {
        if (task.status.ended()) {
            return;
        }
        task.reason = reason;
        ReservationRecord reservation = task.liveReservation();
        move(task, Status.COMPLETED);
        if (reservation != null) {
            reservation.status = ReservationRecord.Status.COMPLETED;
            reservation.updated = now();
            events.reservation("reservation.completed", "Reservation completed", reservation, now());
        }
        events.task("task.completed", "Task completed", task, now());
        end(task);
    }

    void cancel(TaskRecord task, String reason) {
        if (task.status.ended()) {
            return;
        }
        task.reason = reason;
        ReservationRecord reservation = task.liveReservation();
        move(task, Status.CANCELED);
        if (reservation != null) {
            reservation.status = ReservationRecord.Status.CANCELED;
            reservation.updated = now();
            events.reservation("reservation.canceled", "Reservation canceled", reservation, now());
        }
        events.task("task.canceled", "Task canceled: " + reason, task, now());
        end(task);
    }

    void delete(TaskRecord task) {
        workspace.tasks.remove(task.sid);
        events.task("task.deleted", "Task deleted", task, now());
        end(task);
    }

    void setAttributes(TaskRecord task, ObjectNode attributes) {
        task.attributes = attributes;
        task.changed(now());
        events.task("task.updated", "Task updated", task, now());
        guard.changed(TwilioChange.Kind.TASK, task.sid);
    }

    void runTimers() {
        Instant now = now();
        for (TaskRecord task : List.copyOf(workspace.tasks.values())) {
            ReservationRecord reservation = task.liveReservation();
            if (reservation != null
                    && reservation.status == ReservationRecord.Status.PENDING
                    && !now.isBefore(reservation.created.plusSeconds(task.workflow.reservationTimeoutSeconds))) {
                decline(reservation, ReservationRecord.Status.TIMEOUT);
            }
            boolean waiting = task.status == Status.PENDING || task.status == Status.RESERVED;
            if (waiting && !now.isBefore(task.created.plusSeconds(task.timeoutSeconds))) {
                events.task("workflow.timeout", "Workflow timed out", task, now);
                cancel(task, "Task TTL Exceeded");
            }
        }
    }

    /** How many chats a worker has or is offered. */
    int load(WorkerRecord worker) {
        int load = 0;
        for (TaskRecord task : workspace.tasks.values()) {
            ReservationRecord reservation = task.liveReservation();
            if (reservation != null && reservation.worker == worker) {
                load++;
            }
        }
        return load;
    }

    private void decline(ReservationRecord reservation, ReservationRecord.Status how) {
        reservation.status = how;
        reservation.updated = now();
        TaskRecord task = reservation.task;
        task.declinedBy.add(reservation.worker.sid);
        move(task, Status.PENDING);
        boolean inTime = how == ReservationRecord.Status.REJECTED;
        events.reservation(
                inTime ? "reservation.rejected" : "reservation.timeout",
                inTime ? "Reservation rejected" : "Reservation timed out",
                reservation,
                now());
        if (outcome != null) {
            outcome.declined(task, reservation.worker);
        }
        if (task.status == Status.PENDING && task.target != null) {
            cancel(task, "The only worker declined");
        }
        if (!inTime) {
            setActivity(reservation.worker, workspace.offline);
        } else {
            offerWaiting();
        }
    }

    private void offerWaiting() {
        workspace.tasks.values().stream()
                .filter(task -> task.status == Status.PENDING)
                .sorted(Comparator.<TaskRecord>comparingInt(task -> -task.priority)
                        .thenComparing(task -> task.created))
                .toList()
                .forEach(this::offer);
    }

    private void offer(TaskRecord task) {
        WorkerRecord worker = workspace.workers.values().stream()
                .filter(candidate -> mayTake(candidate, task))
                .findFirst()
                .orElse(null);
        if (worker == null) {
            return;
        }
        ReservationRecord reservation = new ReservationRecord(task, worker, now());
        task.reservations.add(reservation);
        move(task, Status.RESERVED);
        events.reservation("reservation.created", "Reservation created", reservation, now());
    }

    private boolean mayTake(WorkerRecord worker, TaskRecord task) {
        if (task.target != null && task.target != worker) {
            return false;
        }
        return worker.activity.available()
                && !task.declinedBy.contains(worker.sid)
                && load(worker) < worker.chatCapacity;
    }

    private void end(TaskRecord task) {
        guard.changed(TwilioChange.Kind.TASK, task.sid);
        if (outcome != null) {
            outcome.ended(task);
        }
        offerWaiting();
    }

    private void move(TaskRecord task, Status status) {
        task.status = status;
        task.changed(now());
        guard.changed(TwilioChange.Kind.TASK, task.sid);
    }

    private static void requirePending(ReservationRecord reservation) {
        if (reservation.status != ReservationRecord.Status.PENDING) {
            throw new TwilioError(
                    400, 20001, "Reservation " + reservation.sid + " is " + reservation.status.text() + " already");
        }
    }

    /** Whole seconds a task has been there. */
    static long age(TaskRecord task, Instant now) {
        return Math.max(0, Duration.between(task.created, now).toSeconds());
    }
}
