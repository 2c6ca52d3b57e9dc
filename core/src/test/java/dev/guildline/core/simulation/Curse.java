package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.relay.Side;
import org.jspecify.annotations.Nullable;

/** A conversation that one side never serves, until the curse is lifted. Shows that others do not suffer. */
final class Curse {
    /** How the side behaves towards its victim. */
    enum Nature {
        NONE,
        SILENT,
        BUSY,
        UNCLEAR
    }

    private final Nature nature;
    private final @Nullable Side side;
    private @Nullable ConversationId victim;
    private boolean lifted;

    /** A curse on the first conversation that calls a side. */
    Curse(Nature nature, Side side) {
        this.nature = nature;
        this.side = side;
        lifted = nature == Nature.NONE;
    }

    private boolean strikes(ConversationId conversation, Call.Kind kind) {
        if (lifted || side != kind.side() || kind == Call.Kind.ANOTHER_WAY) {
            return false;
        }
        if (victim == null) {
            victim = conversation;
        }
        return victim.equals(conversation);
    }

    /** Whether a call is never answered. */
    boolean silences(ConversationId conversation, Call.Kind kind) {
        return nature == Nature.SILENT && strikes(conversation, kind);
    }

    /** What always comes of a call, null if that is left to chance. */
    Faults.@Nullable Fate fate(ConversationId conversation, Call.Kind kind) {
        if (!strikes(conversation, kind)) {
            return null;
        }
        return switch (nature) {
            case BUSY -> new Faults.Fate(false, new PortException.Retryable("busy", null), false);
            case UNCLEAR -> new Faults.Fate(false, new PortException.OutcomeUnknown("no answer", null), false);
            default -> new Faults.Fate(true, null, false);
        };
    }

    /** Whether a delivery may be held up by it. */
    boolean holds(ConversationId conversation, Side lane) {
        return !lifted && lane == side && conversation.equals(victim);
    }

    /** Whether deliveries of the victim are given up after a while. */
    boolean wearsOut() {
        return !lifted && victim != null && nature != Nature.SILENT;
    }

    void lift() {
        lifted = true;
    }
}
