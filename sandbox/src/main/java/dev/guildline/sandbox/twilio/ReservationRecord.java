package dev.guildline.sandbox.twilio;

import java.time.Instant;
import java.util.Locale;

/** An offer of a task to a worker, and what became of it. Guarded by the state's lock. */
final class ReservationRecord {
    /** The reservation status of the API. */
    enum Status {
        PENDING,
        ACCEPTED,
        REJECTED,
        TIMEOUT,
        CANCELED,
        RESCINDED,
        WRAPPING,
        COMPLETED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean ended() {
            return this != PENDING && this != ACCEPTED && this != WRAPPING;
        }
    }

    final String sid = Sids.next("WR");
    final TaskRecord task;
    final WorkerRecord worker;
    final Instant created;
    Status status = Status.PENDING;
    Instant updated;

    ReservationRecord(TaskRecord task, WorkerRecord worker, Instant now) {
        this.task = task;
        this.worker = worker;
        this.created = now;
        this.updated = now;
    }
}
