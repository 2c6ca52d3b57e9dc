package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.relay.Delivery;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Does the errands at one side. */
interface Courier {
    /**
     * Does an errand. Must not block.
     *
     * @return completes with what is to be kept together with the delivery's end; exceptionally with a {@code
     *     PortException}
     */
    CompletionStage<Keep> carry(Load load);

    /**
     * What follows when an errand will never be done: inside the transaction that keeps its end.
     *
     * @param reason why, null if it was given up after too many attempts
     */
    void failed(Step step, Load load, @Nullable Refusal reason);

    /**
     * Looks for another way after the far side has refused an errand. Must not block.
     *
     * @return completes with what is to be kept before the same errand is done again, empty if there is no other way;
     *     exceptionally with a {@code PortException}, and then the errand is tried again as it is
     */
    default CompletionStage<Optional<Keep>> anotherWay(Load load, Refusal reason) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** What is kept inside the transaction that marks the delivery as done. */
    @FunctionalInterface
    interface Keep {
        void keep(Step step);
    }

    /**
     * An errand with what is needed for it.
     *
     * @param conversation as it was when the errand was taken up
     * @param entry the journal entry to bring, null if the errand brings none; for a change, the entry as it read before
     * @param change the change of the entry to bring, or the deletion of an entry that is still to be brought; else null
     * @param replyTo what the customer's side calls the entry that this one answers, null if it answers none
     * @param doubtful whether an earlier attempt may have succeeded
     * @param after what the customer's side calls the last entry that is known to have come there before; null if that
     *     is not known, or nothing is in doubt
     */
    record Load(
            Delivery delivery,
            Conversation conversation,
            @Nullable Message entry,
            @Nullable MessageChange change,
            @Nullable ExternalRef replyTo,
            boolean doubtful,
            @Nullable ExternalRef after) {
        Load in(Conversation now) {
            return new Load(delivery, now, entry, change, replyTo, doubtful, after);
        }
    }
}
