package dev.guildline.core.simulation;

import dev.guildline.core.admission.IntakeBudget;
import java.time.Duration;

/**
 * What people do in a world besides talking, and what its far sides can do. Drawn from a stream of its own: a world
 * without any of it stays as it is, whatever is added here.
 *
 * @param changes messages are edited and taken back
 * @param editing the chat channel can change what it has shown
 * @param files messages have files
 * @param otherWay customers take no direct messages at times, and the chat channel knows another way to them
 * @param admission customers are blocked, and intake is paused
 * @param reactions customers put marks on what they are told
 * @param budget how fast what customers write is passed on
 */
record Features(
        boolean changes,
        boolean editing,
        boolean files,
        boolean otherWay,
        boolean admission,
        boolean reactions,
        IntakeBudget budget) {
    static final Features NONE = new Features(false, false, false, false, false, false, IntakeBudget.UNLIMITED);

    static Features any(Chance chance) {
        if (chance.percent(30)) {
            return NONE;
        }
        return new Features(
                chance.percent(55),
                chance.percent(70),
                chance.percent(35),
                chance.percent(45),
                chance.percent(30),
                chance.percent(25),
                chance.percent(25) ? budget(chance) : IntakeBudget.UNLIMITED);
    }

    private static IntakeBudget budget(Chance chance) {
        return new IntakeBudget(
                chance.between(1, 3),
                Duration.ofMillis(chance.between(200, 1000)),
                chance.percent(50) ? 0 : chance.between(3, 8));
    }

    boolean isPlain() {
        return equals(NONE);
    }

    boolean hasBudget() {
        return !budget.equals(IntakeBudget.UNLIMITED);
    }
}
