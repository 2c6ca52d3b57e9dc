package dev.guildline.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The rules hold in many worlds: the same ones in every build, so that a build fails for what was changed and nothing
 * else; and new ones for as long as is asked.
 *
 * <p>{@code -Dguildline.simulation.seed=…} runs one world and tells what happened in it; {@code
 * -Dguildline.simulation.seconds=…} looks for that long into worlds that nobody has seen before.
 */
class SimulationTest {
    private static final String SEED = "guildline.simulation.seed";
    private static final int ALWAYS = 1500;

    @Test
    void whatever_fails_the_rules_hold() {
        for (long seed = 1; seed <= ALWAYS; seed++) {
            keepsTheRules(seed);
        }
        long end = System.nanoTime() + Integer.getInteger("guildline.simulation.seconds", 0) * 1_000_000_000L;
        long start = System.nanoTime();
        SplittableRandom fresh = new SplittableRandom();
        int worlds = 0;
        while (System.nanoTime() < end) {
            keepsTheRules(fresh.nextLong());
            worlds++;
        }
        if (worlds > 0) {
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("simulation: %d fresh worlds, %.0f in a second%n", worlds, worlds / seconds);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = SEED, matches = "-?\\d+")
    void the_world_of_a_seed() {
        long seed = Long.getLong(SEED);
        System.out.println(Worlds.story(seed));
        keepsTheRules(seed);
    }

    private static void keepsTheRules(long seed) {
        Violation violation = Worlds.run(seed);
        if (violation != null) {
            assertThat(violation).as(Worlds.story(seed)).isNull();
        }
    }
}
