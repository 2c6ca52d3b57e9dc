package dev.guildline.core.internal;

import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.port.store.RetentionStore;
import dev.guildline.core.port.store.RetentionStore.Mark;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Messages that are told again after it was forgotten that they were seen. What is still in the journal is known by its
 * name there. The rest nobody tells again: whoever reads back does not go further back than what is recognised.
 */
final class Repetitions {
    /** For far clocks that differ from ours: an event is seen after it happens, but by how much cannot be told. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofHours(1);

    /** A message told so long after it was said may be told again; the usual one costs no look at the journal. */
    private static final Duration LATE = Duration.ofDays(1);

    private Repetitions() {}

    /** Whether a message that was not seen, as far as is still known, is in the journal already. */
    static boolean isInJournal(Step step, Side side, @Nullable ExternalRef source, Optional<Instant> saidAt) {
        return source != null
                && saidAt.map(at -> at.isBefore(step.now().minus(LATE))).orElse(false)
                && step.tx().journal().byName(side, source).isPresent();
    }

    /** Since when everything that happened is recognised if it is told again. */
    static Instant recognisedSince(RetentionStore store) {
        return store.reached(RetentionStore.Stage.EVENTS).changedAt();
    }

    /**
     * Forgets what was seen longer ago than some time.
     *
     * @return how many events were forgotten
     */
    static int forget(Step step, Duration age, int limit) {
        RetentionStore store = step.tx().retention();
        Instant before = recognisedSince(store);
        Instant since = step.now().minus(age);
        if (since.isAfter(before)) {
            store.reach(RetentionStore.Stage.EVENTS, new Mark(since, ""));
        }
        return store.forgetEvents(recognisedSince(store).minus(CLOCKS_DIFFER_BY), limit);
    }
}
