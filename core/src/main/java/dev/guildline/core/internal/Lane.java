package dev.guildline.core.internal;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Side;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What goes to one side of one conversation, in order, one at a time. Guarded by itself. */
final class Lane {
    /** Which lane. */
    record Key(ConversationId conversation, Side side) {
        /** The same in every process, so that what is started in the order of a table of lanes can be run again. */
        @Override
        public int hashCode() {
            return 31 * conversation.hashCode() + side.name().hashCode();
        }
    }

    private final Deque<Consignment> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean hasPlace;
    private Instant notBefore = Instant.MIN;

    synchronized void add(Consignment consignment) {
        waiting.add(consignment);
    }

    /**
     * Takes what the store says is pending. What is in the lane already is not taken twice; the order is that of the
     * promises.
     */
    synchronized void addKept(Consignment kept) {
        List<Consignment> all = new ArrayList<>(waiting);
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).delivery().id().equals(kept.delivery().id())) {
                // Its promise was seen here before another process may have tried it.
                all.set(i, all.get(i).with(all.get(i).delivery(), kept.doubtful()));
                waiting.clear();
                waiting.addAll(all);
                return;
            }
        }
        int place = busy ? 1 : 0;
        while (place < all.size()
                && all.get(place).delivery().id().compareTo(kept.delivery().id()) < 0) {
            place++;
        }
        all.add(place, kept);
        waiting.clear();
        waiting.addAll(all);
    }

    /**
     * Takes up the head if it is its time and nothing else is under way.
     *
     * @param place asked once for each taking up: when it may begin
     */
    synchronized @Nullable Consignment takeUp(Instant now, BiFunction<Consignment, Instant, Instant> place) {
        if (busy || waiting.isEmpty() || notBefore.isAfter(now)) {
            return null;
        }
        if (!hasPlace) {
            notBefore = place.apply(waiting.element(), now);
            hasPlace = true;
            if (notBefore.isAfter(now)) {
                return null;
            }
        }
        hasPlace = false;
        busy = true;
        return waiting.peek();
    }

    /** The head has come to an end. */
    synchronized void finished() {
        waiting.poll();
        busy = false;
        notBefore = Instant.MIN;
    }

    /** The head is to be tried again. */
    synchronized void postponed(Consignment head, Instant until) {
        waiting.poll();
        waiting.addFirst(head);
        busy = false;
        notBefore = until;
    }

    /**
     * The head is to go another way. What was promised before it and has been taken up again meanwhile goes first, wherever
     * it stands; what was promised later stays behind it.
     */
    synchronized void redirected(Consignment head, Instant now) {
        waiting.poll();
        List<Consignment> all = new ArrayList<>(waiting);
        waiting.clear();
        List<Consignment> later = new ArrayList<>();
        for (Consignment other : all) {
            boolean earlier = other.delivery().id().compareTo(head.delivery().id()) < 0;
            (earlier ? waiting : later).add(other);
        }
        waiting.add(head);
        waiting.addAll(later);
        busy = false;
        notBefore = now;
    }

    /** Adds what waits here to the figures of its side. */
    synchronized void countInto(WaitingCount count, Instant now) {
        if (waiting.isEmpty()) {
            return;
        }
        count.add(waiting.size(), waiting.element().delivery().createdAt());
        if (!busy && notBefore.isAfter(now)) {
            count.addLane(hasPlace);
        }
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && !busy;
    }

    synchronized int size() {
        return waiting.size();
    }
}
