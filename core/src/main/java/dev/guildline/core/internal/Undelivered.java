package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an unreachable customer has not got. It is brought after all, in its order, when there is reason to believe that
 * they can be reached again: they wrote, or were met in public. Thread-safe.
 */
final class Undelivered {
    private static final int REMEMBERED = 20_000;

    private final Predicate<DeliveryId> aboutToEnd;

    /** Conversations known to have nothing of that kind, so that the usual message costs no look at the store. */
    private final Map<ConversationId, Boolean> none = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConversationId, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Makes it.
     *
     * @param aboutToEnd whether the end of a delivery is still to be kept for sure: it is not taken up before that
     */
    Undelivered(Predicate<DeliveryId> aboutToEnd) {
        this.aboutToEnd = aboutToEnd;
    }

    /** A delivery has come to an end without arriving. */
    void refused(Step step, ConversationId conversation, @Nullable Refusal reason) {
        if (reason == Refusal.CUSTOMER_UNREACHABLE) {
            step.afterCommit(() -> remember(conversation, false));
        }
    }

    /** What was refused may not have been heard of. */
    synchronized void forgetAll() {
        none.clear();
    }

    private synchronized void remember(ConversationId conversation, boolean hasNone) {
        if (hasNone) {
            none.put(conversation, true);
        } else {
            none.remove(conversation);
        }
    }

    private synchronized boolean hasNone(ConversationId conversation) {
        return none.containsKey(conversation);
    }

    /** The customer of an open conversation may be reachable again. */
    void takeUpAgain(Step step, Conversation conversation) {
        ConversationId id = conversation.id();
        if (step.delivers() && hasNone(id)) {
            return;
        }
        boolean complete = true;
        for (Delivery delivery : step.tx().outbox().of(id)) {
            if (delivery.side() != Side.CUSTOMER || delivery.refusal().orElse(null) != Refusal.CUSTOMER_UNREACHABLE) {
                continue;
            }
            if (aboutToEnd.test(delivery.id())) {
                complete = false;
                continue;
            }
            takeUp(step, delivery.reopenedInItsEpoch());
        }
        if (complete && step.delivers()) {
            // Remembered in the order of the commits: what is refused after this one counts.
            step.afterCommit(() -> remember(id, true));
        }
    }

    /**
     * Takes a refused delivery up again if the customer was heard or met since it was under way: whoever looked then for
     * what they have missed could not find it yet.
     */
    boolean triedTooEarly(Step step, Courier.Load load) {
        boolean heard = isHeardSince(step, load);
        if (heard) {
            Delivery tried = load.delivery().attempted(step.now());
            takeUp(step, tried.settled(DeliveryState.PENDING, "the customer was heard meanwhile"));
        }
        return heard;
    }

    /** Whether the customer of an open conversation was heard or met since a delivery was under way. */
    static boolean isHeardSince(Step step, Courier.Load load) {
        Conversation then = load.conversation();
        Conversation now = step.tx().conversations().find(then.id()).orElse(then);
        return now.isOpen()
                && (!now.customer().equals(then.customer())
                        || step.tx().journal().read(now.id(), then.lastSequence()).stream()
                                .anyMatch(entry -> entry.author().kind() == AuthorKind.CUSTOMER));
    }

    private static void takeUp(Step step, Delivery again) {
        step.tx().outbox().save(again);
        step.reissue(again);
    }
}
