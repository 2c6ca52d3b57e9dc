package dev.guildline.core.relay;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is to be promised.
 *
 * @param conversation whose
 * @param side where
 * @param errand what
 * @param onlyInEpochOrNull it is out of date once the conversation has left this epoch; null if it never is
 */
public record NewDelivery(
        ConversationId conversation,
        Side side,
        Errand errand,
        @Nullable Epoch onlyInEpochOrNull) {}
