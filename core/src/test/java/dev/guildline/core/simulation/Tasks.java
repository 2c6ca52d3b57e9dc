package dev.guildline.core.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** An executor whose tasks wait until the world runs one. */
final class Tasks implements Executor {
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Runs one of those that wait. */
    void runOne(Chance chance) {
        waiting.remove(waiting.size() == 1 ? 0 : chance.below(waiting.size())).run();
    }

    /** Forgets what was not done, as a process does that ends. */
    void forget() {
        waiting.clear();
    }
}
