package dev.guildline.core.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance in a world; the same for the same seed. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number between two, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    boolean percent(int share) {
        return share > 0 && random.nextInt(100) < share;
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A generator of its own for core, so that core's draws do not shift the world's. */
    SplittableRandom branch() {
        return random.split();
    }
}
