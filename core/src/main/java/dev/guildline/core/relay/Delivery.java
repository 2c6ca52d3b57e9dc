package dev.guildline.core.relay;

import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.Epoch;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The promise to do one errand at one side.
 *
 * @param id its identity; deliveries of one conversation and side are made in the order of their ids
 * @param conversation whose
 * @param side where
 * @param errand what
 * @param onlyInEpochOrNull it is out of date once the conversation has left this epoch; null if it never is
 * @param state where it stands
 * @param attempts how often it was tried
 * @param firstAttemptAtOrNull when it was first tried
 * @param note why it stands there, with ids and codes only; empty if there is nothing to say
 * @param createdAt when the promise was made
 * @param missed whether it came to an end before without arriving, and was then taken up again
 */
public record Delivery(
        DeliveryId id,
        ConversationId conversation,
        Side side,
        Errand errand,
        @Nullable Epoch onlyInEpochOrNull,
        DeliveryState state,
        int attempts,
        @Nullable Instant firstAttemptAtOrNull,
        String note,
        Instant createdAt,
        boolean missed) {

    /**
     * The epoch outside of which it is out of date.
     *
     * @return the epoch, empty if it is never out of date
     */
    public Optional<Epoch> onlyInEpoch() {
        return Optional.ofNullable(onlyInEpochOrNull);
    }

    /**
     * When it was first tried.
     *
     * @return the moment, empty if it never was
     */
    public Optional<Instant> firstAttemptAt() {
        return Optional.ofNullable(firstAttemptAtOrNull);
    }

    /**
     * Why the far side will never take it.
     *
     * @return the reason, empty unless it was refused
     */
    public Optional<Refusal> refusal() {
        if (state != DeliveryState.REFUSED) {
            return Optional.empty();
        }
        for (Refusal reason : Refusal.values()) {
            if (note.startsWith(reason.name())) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /**
     * This delivery with one more attempt counted.
     *
     * @param now when
     * @return the changed delivery
     */
    public Delivery attempted(Instant now) {
        return new Delivery(
                id,
                conversation,
                side,
                errand,
                onlyInEpochOrNull,
                state,
                attempts + 1,
                firstAttemptAtOrNull == null ? now : firstAttemptAtOrNull,
                note,
                createdAt,
                missed);
    }

    /**
     * This delivery in another state.
     *
     * @param next the state
     * @param why ids and codes only, may be empty
     * @return the changed delivery
     */
    public Delivery settled(DeliveryState next, String why) {
        return new Delivery(
                id,
                conversation,
                side,
                errand,
                onlyInEpochOrNull,
                next,
                attempts,
                firstAttemptAtOrNull,
                why,
                createdAt,
                missed);
    }

    /**
     * This delivery, to be made after all whoever speaks by now: pending, with its attempts counted from zero.
     *
     * @return the changed delivery
     */
    public Delivery reopened() {
        return again(null);
    }

    /**
     * This delivery, to be made after all unless it is out of date: pending, with its attempts counted from zero.
     *
     * @return the changed delivery
     */
    public Delivery reopenedInItsEpoch() {
        return again(onlyInEpochOrNull);
    }

    private Delivery again(@Nullable Epoch onlyIn) {
        return new Delivery(
                id,
                conversation,
                side,
                errand,
                onlyIn,
                DeliveryState.PENDING,
                0,
                firstAttemptAtOrNull,
                "",
                createdAt,
                true);
    }
}
