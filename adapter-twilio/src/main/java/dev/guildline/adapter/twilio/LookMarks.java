package dev.guildline.adapter.twilio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Up to where the history of a conversation is known. What two looks have passed counts as known: a message may show up
 * in a list a little after one that follows it. Thread-safe.
 */
final class LookMarks {
    private static final int MOST = 5_000;

    private final Map<String, Mark> marks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Mark> eldest) {
            return size() > MOST;
        }
    };
    private long looks;

    /**
     * What is remembered of the last look.
     *
     * @param through up to which place everything is known
     * @param newest the last place that was seen
     * @param look which look it was
     */
    private record Mark(int through, int newest, long look) {
        static final Mark NONE = new Mark(-1, -1, 0);
    }

    synchronized int through(String conversation) {
        return marks.getOrDefault(conversation, Mark.NONE).through();
    }

    /** A number that grows with every look; 0 for a conversation that was not looked at. */
    synchronized long lastLook(String conversation) {
        return marks.getOrDefault(conversation, Mark.NONE).look();
    }

    synchronized void looked(String conversation, int newest) {
        Mark before = marks.getOrDefault(conversation, Mark.NONE);
        looks++;
        marks.put(conversation, new Mark(before.newest(), Math.max(before.newest(), newest), looks));
    }

    synchronized void forget(String conversation) {
        marks.remove(conversation);
    }
}
