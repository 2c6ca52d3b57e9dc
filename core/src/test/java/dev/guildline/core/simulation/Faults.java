package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes wrong in a world, and how often. */
final class Faults {
    private static final List<Refusal> REFUSALS =
            List.of(Refusal.CUSTOMER_UNREACHABLE, Refusal.NOT_FOUND, Refusal.INVALID, Refusal.NOT_ALLOWED);

    private final Chance chance;
    private int store;
    private int calls;
    private int crashes;
    private final int refusals;

    /**
     * Faults of a kind of world.
     *
     * @param store how many of a hundred transactions fail
     * @param calls how many of a hundred calls of far sides fail
     * @param crashes how many of a thousand steps kill the process
     * @param refusals how many of a hundred failed calls are refused for good
     */
    Faults(Chance chance, int store, int calls, int crashes, int refusals) {
        this.chance = chance;
        this.store = store;
        this.calls = calls;
        this.crashes = crashes;
        this.refusals = refusals;
    }

    void end() {
        store = 0;
        calls = 0;
        crashes = 0;
    }

    boolean crashesNow() {
        return crashes > 0 && chance.below(1000) < crashes;
    }

    /** How a transaction goes. */
    enum StoreFate {
        GOOD,
        FAILS_BEFORE_COMMIT,
        UNCLEAR_AND_KEPT,
        UNCLEAR_AND_LOST,
        KILLED_BEFORE_COMMIT,
        KILLED_AFTER_COMMIT
    }

    StoreFate ofTransaction() {
        if (crashes > 0 && chance.below(2000) < crashes) {
            return chance.percent(50) ? StoreFate.KILLED_BEFORE_COMMIT : StoreFate.KILLED_AFTER_COMMIT;
        }
        if (!chance.percent(store)) {
            return StoreFate.GOOD;
        }
        return switch (chance.below(3)) {
            case 0 -> StoreFate.UNCLEAR_AND_KEPT;
            case 1 -> StoreFate.UNCLEAR_AND_LOST;
            default -> StoreFate.FAILS_BEFORE_COMMIT;
        };
    }

    /** Whether something is wrong with a file just now. */
    boolean strikesFile() {
        return chance.percent(calls / 2);
    }

    PortException ofFile() {
        return switch (chance.below(4)) {
            case 0 -> new PortException.Permanent(chance.oneOf(REFUSALS), "never", null);
            case 1 -> new PortException.OutcomeUnknown("no answer", null);
            default -> new PortException.Retryable("busy", null);
        };
    }

    /**
     * How a call of a far side goes.
     *
     * @param happens whether the far side does what it is asked
     * @param failure what it answers instead of a result, null for the result
     * @param atOnce whether the answer is there when the call returns
     */
    record Fate(boolean happens, @Nullable PortException failure, boolean atOnce) {}

    Fate ofCall() {
        boolean atOnce = chance.percent(30);
        if (!chance.percent(calls)) {
            return new Fate(true, null, atOnce);
        }
        if (chance.percent(refusals)) {
            return new Fate(false, new PortException.Permanent(chance.oneOf(REFUSALS), "never", null), atOnce);
        }
        return switch (chance.below(9)) {
            case 0, 1 -> new Fate(false, new PortException.Retryable("busy", null), atOnce);
            case 2, 3 ->
                new Fate(
                        false,
                        new PortException.Retryable("busy", null, Duration.ofMillis(chance.between(1, 20_000))),
                        atOnce);
            case 4, 5, 6 -> new Fate(true, new PortException.OutcomeUnknown("no answer", null), atOnce);
            default -> new Fate(false, new PortException.OutcomeUnknown("no answer", null), atOnce);
        };
    }
}
