package dev.guildline.core.simulation;

import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Side;
import org.jspecify.annotations.Nullable;

/** A conversation that never gets an answer from one side, until the curse is lifted. Shows that others do not suffer. */
final class Curse {
    private final @Nullable Side side;
    private @Nullable ConversationId victim;
    private boolean lifted;

    /**
     * A curse on the first conversation that calls a side.
     *
     * @param side which side; null for no curse at all
     */
    Curse(@Nullable Side side) {
        this.side = side;
        lifted = side == null;
    }

    boolean strikes(ConversationId conversation, Call.Kind kind) {
        if (lifted || side != (kind == Call.Kind.SEND ? Side.CUSTOMER : Side.CONTACT_CENTER)) {
            return false;
        }
        if (victim == null) {
            victim = conversation;
        }
        return victim.equals(conversation);
    }

    /** Whether a delivery may be held up by it. */
    boolean holds(ConversationId conversation, Side lane) {
        return !lifted && lane == side && conversation.equals(victim);
    }

    void lift() {
        lifted = true;
    }
}
