package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task of the workspace. Guarded by the state's lock. */
final class TaskRecord {
    /** The assignment status of the API. */
    enum Status {
        PENDING,
        RESERVED,
        ASSIGNED,
        WRAPPING,
        COMPLETED,
        CANCELED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean ended() {
            return this == COMPLETED || this == CANCELED;
        }
    }

    final String sid = Sids.next("WT");
    final Instant created;
    final Workspace.Workflow workflow;
    final Workspace.TaskQueue queue;
    final Workspace.TaskChannel channel;
    final int timeoutSeconds;

    /** The only worker it may go to; null for anybody of the queue. */
    final @Nullable WorkerRecord target;

    final List<ReservationRecord> reservations = new ArrayList<>();
    final Set<String> declinedBy = new HashSet<>();

    ObjectNode attributes;
    int priority;
    Status status = Status.PENDING;

    @Nullable
    String reason;

    Instant updated;
    int version;

    TaskRecord(
            Workspace.Workflow workflow,
            Workspace.TaskQueue queue,
            Workspace.TaskChannel channel,
            ObjectNode attributes,
            int priority,
            int timeoutSeconds,
            @Nullable WorkerRecord target,
            Instant now) {
        this.workflow = workflow;
        this.queue = queue;
        this.channel = channel;
        this.attributes = attributes;
        this.priority = priority;
        this.timeoutSeconds = timeoutSeconds;
        this.target = target;
        this.created = now;
        this.updated = now;
    }

    /** The reservation that is offered or holds the task, if any. */
    @Nullable
    ReservationRecord liveReservation() {
        for (ReservationRecord reservation : reservations) {
            if (!reservation.status.ended()) {
                return reservation;
            }
        }
        return null;
    }

    void changed(Instant now) {
        updated = now;
        version++;
    }

    String etag() {
        return "\"" + version + "\"";
    }
}
