package dev.guildline.core.internal;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes to one side of one conversation, in order, one at a time. Guarded by itself. */
final class Lane {
    /** Which lane. */
    record Key(ConversationId conversation, Side side) {}

    private final Deque<Consignment> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean doubtful;
    private Instant notBefore = Instant.MIN;

    synchronized void add(Consignment consignment) {
        waiting.add(consignment);
    }

    /**
     * Takes what the store says is pending: what an earlier process left, or what was kept by a commit whose outcome
     * was unclear. What is in the lane already is not taken twice; the order is that of the promises.
     */
    synchronized void addKept(Consignment kept) {
        List<Consignment> all = new ArrayList<>(waiting);
        if (all.stream().anyMatch(c -> c.delivery().id().equals(kept.delivery().id()))) {
            return;
        }
        int place = busy ? 1 : 0;
        while (place < all.size()
                && all.get(place).delivery().id().compareTo(kept.delivery().id()) < 0) {
            place++;
        }
        all.add(place, kept);
        waiting.clear();
        waiting.addAll(all);
        // Its outcome may be known to the far side: an earlier process may have had it under way.
        doubtful |= place == 0;
    }

    /** Takes up the head if it is its time and nothing else is under way. */
    synchronized @Nullable Consignment takeUp(Instant now) {
        if (busy || waiting.isEmpty() || notBefore.isAfter(now)) {
            return null;
        }
        busy = true;
        return waiting.peek();
    }

    synchronized boolean isDoubtful() {
        return doubtful;
    }

    /** The head has come to an end. */
    synchronized void finished() {
        waiting.poll();
        busy = false;
        // Only one is under way at a time, so only the one that was the head at a crash can be in doubt; but which of
        // the left-over ones that was is not known until the first of them has ended.
        doubtful = false;
        notBefore = Instant.MIN;
    }

    /** The head is to be tried again. */
    synchronized void postponed(Consignment head, Instant until, boolean inDoubt) {
        waiting.poll();
        waiting.addFirst(head);
        busy = false;
        doubtful |= inDoubt;
        notBefore = until;
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && !busy;
    }

    synchronized int size() {
        return waiting.size();
    }
}
