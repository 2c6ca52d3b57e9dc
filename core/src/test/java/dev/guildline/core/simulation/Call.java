package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Side;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a far side: on its way there, done or not done, on its way back. */
final class Call<T> {
    /** What a call asks for. */
    enum Kind {
        SEND(Side.CUSTOMER),
        EDIT(Side.CUSTOMER),
        TAKE_BACK(Side.CUSTOMER),
        ANOTHER_WAY(Side.CUSTOMER),
        OPEN(Side.CONTACT_CENTER),
        POST(Side.CONTACT_CENTER),
        REQUEST_AGENT(Side.CONTACT_CENTER),
        END(Side.CONTACT_CENTER);

        private final Side side;

        Kind(Side side) {
            this.side = side;
        }

        Side side() {
            return side;
        }
    }

    private final SimulatedProcess from;
    private final Kind kind;
    private final ConversationId conversation;
    private final long delivery;
    private final boolean doubtful;
    private final Supplier<T> effect;
    private final Faults.Fate fate;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private boolean arrived;
    private @Nullable T result;
    private @Nullable PortException failure;

    Call(
            SimulatedProcess from,
            Kind kind,
            ConversationId conversation,
            long delivery,
            boolean doubtful,
            Faults.Fate fate,
            Supplier<T> effect) {
        this.from = from;
        this.kind = kind;
        this.conversation = conversation;
        this.delivery = delivery;
        this.doubtful = doubtful;
        this.effect = effect;
        this.fate = fate;
    }

    SimulatedProcess from() {
        return from;
    }

    Kind kind() {
        return kind;
    }

    ConversationId conversation() {
        return conversation;
    }

    Side side() {
        return kind.side();
    }

    /** For which delivery it is made. */
    long delivery() {
        return delivery;
    }

    boolean doubtful() {
        return doubtful;
    }

    Faults.Fate fate() {
        return fate;
    }

    CompletableFuture<T> answer() {
        return answer;
    }

    boolean hasArrived() {
        return arrived;
    }

    /** The far side does what it is asked, or not. */
    void arrive() {
        arrived = true;
        failure = fate.failure();
        if (fate.happens()) {
            try {
                result = effect.get();
            } catch (PortException e) {
                // What the far side refuses by itself; said only if its answer comes through.
                failure = fate.failure() == null ? e : fate.failure();
            }
        }
    }

    /** What it answers, null for a result; known once it has arrived. */
    @Nullable
    PortException failure() {
        return failure;
    }

    void answerNow(boolean wrapped) {
        if (failure == null) {
            answer.complete(result);
        } else {
            answer.completeExceptionally(wrapped ? new CompletionException(failure) : failure);
        }
    }

    @Override
    public String toString() {
        return kind + " of " + conversation.value().substring(0, 4) + (delivery == 0 ? "" : " delivery " + delivery)
                + (doubtful ? ", doubtful" : "");
    }
}
