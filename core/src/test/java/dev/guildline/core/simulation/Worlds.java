package dev.guildline.core.simulation;

import org.jspecify.annotations.Nullable;

/** Runs one world after the other, and the one that breaks a rule again, to tell how it came to that. */
final class Worlds {
    private Worlds() {}

    /** How many steps the world of a seed has. */
    private static int steps(long seed) {
        return 20 + (int) Math.floorMod(seed * 31, 80L);
    }

    /** Runs the world of a seed. Returns the rule it broke, null if it kept them all. */
    static @Nullable Violation run(long seed) {
        try {
            new World(seed, false).live(steps(seed));
            return null;
        } catch (Violation violation) {
            return violation;
        }
    }

    /** The rule that the world of a seed breaks, null for none. Knows only of the JDK's types: callable from outside. */
    public static @Nullable String brokenRule(long seed) {
        Violation violation = run(seed);
        return violation == null ? null : violation.rule().name();
    }

    /** Runs the world of a seed again and tells what happened. */
    static String story(long seed) {
        World world = new World(seed, true);
        String end = "this time it kept all rules: the world is not the same for the same seed";
        try {
            world.live(steps(seed));
        } catch (Violation violation) {
            end = violation.getMessage();
        }
        return "\n" + world.trace().last() + "\nseed " + seed + ": " + end
                + "\nrun it alone: mvn -pl core test -Dtest=SimulationTest -Dguildline.simulation.seed=" + seed + "\n";
    }
}
