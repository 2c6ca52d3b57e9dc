package dev.guildline.core.internal;

import dev.guildline.core.relay.RelayFigures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what waits at one side. For one thread. */
final class WaitingCount {
    private int pending;
    private @Nullable Instant oldest;
    private int retrying;
    private int slowed;

    void add(int deliveries, Instant headPromised) {
        pending += deliveries;
        if (oldest == null || headPromised.isBefore(oldest)) {
            oldest = headPromised;
        }
    }

    /** A lane whose head has its time still to come. */
    void addLane(boolean heldByBudget) {
        if (heldByBudget) {
            slowed++;
        } else {
            retrying++;
        }
    }

    RelayFigures.Waiting result() {
        return new RelayFigures.Waiting(pending, oldest, retrying, slowed);
    }
}
