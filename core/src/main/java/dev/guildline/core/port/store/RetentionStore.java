package dev.guildline.core.port.store;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.DeliveryState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Deletes what is not kept any longer, a little in each transaction, and remembers how far that has come. What may be
 * deleted is core's to say.
 */
public interface RetentionStore {
    /** What is gone through, one after another and each for itself. */
    enum Stage {
        /** The contents of files. */
        FILES,
        /** The contents of files that were spared because something might still be retried. */
        SPARED_FILES,
        /** Deliveries. */
        DELIVERIES,
        /** Deliveries that might still have been retried. */
        SPARED_DELIVERIES,
        /** What was said. */
        TALKS,
        /** What was said where something might still be retried. */
        SPARED_TALKS,
        /** Conversations of which something that was said may be missing. */
        MISSING_TALKS,
        /** By what repetitions of events are recognised. */
        EVENTS
    }

    /**
     * A place in the order in which conversations changed last.
     *
     * @param changedAt when
     * @param conversation which of those that changed at that moment, by identity; empty for none of them
     */
    record Mark(Instant changedAt, String conversation) {
        /** Before all conversations. */
        public static final Mark START = new Mark(Instant.EPOCH, "");
    }

    /**
     * How far a stage has come.
     *
     * @param stage which
     * @return the last place that is done; the start at first
     */
    Mark reached(Stage stage);

    /**
     * Keeps how far a stage has come.
     *
     * @param stage which
     * @param mark the last place that is done
     */
    void reach(Stage stage, Mark mark);

    /**
     * Lists closed conversations.
     *
     * @param after only those after this place
     * @param before only those that changed last before this moment
     * @param limit how many at most
     * @return the first of them, in their order
     */
    List<Mark> closed(Mark after, Instant before, int limit);

    /**
     * Finds those conversations that have deliveries in some states.
     *
     * @param among which conversations to look at
     * @param states the states
     * @return those that have any
     */
    Set<ConversationId> having(Collection<ConversationId> among, Set<DeliveryState> states);

    /**
     * Deletes deliveries.
     *
     * @param of of which conversations
     * @param states only in these states
     * @param limit how many at most
     * @return how many were deleted
     */
    int forgetDeliveries(Collection<ConversationId> of, Set<DeliveryState> states, int limit);

    /**
     * Deletes journal entries with what became of them, what the sides call them and what is kept of their files. Their
     * places are not taken again.
     *
     * @param of of which conversations
     * @param limit how many entries at most
     * @return how many entries were deleted, the oldest of a conversation first
     */
    int forgetTalks(Collection<ConversationId> of, int limit);

    /**
     * Deletes which events have reached us.
     *
     * @param before only those seen before this moment
     * @param limit how many at most, or a few more that were seen at the same moment
     * @return how many were deleted
     */
    int forgetEvents(Instant before, int limit);
}
