package dev.guildline.core.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers how to take back what a transaction changed. */
final class UndoLog {
    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Puts a value, so that it can be taken back. */
    <K, V> @Nullable V put(Map<K, V> map, K key, V value) {
        V before = map.put(key, value);
        steps.push(() -> restore(map, key, before));
        return before;
    }

    /** Removes a value, so that it can be put back. */
    <K, V> void remove(Map<K, V> map, K key) {
        V before = map.remove(key);
        steps.push(() -> restore(map, key, before));
    }

    void forget() {
        steps.clear();
    }

    void undo() {
        while (!steps.isEmpty()) {
            steps.pop().run();
        }
    }

    private static <K, V> void restore(Map<K, V> map, K key, @Nullable V before) {
        if (before == null) {
            map.remove(key);
        } else {
            map.put(key, before);
        }
    }
}
