package dev.guildline.core.id;

/**
 * Counts the changes of who speaks in a conversation. What the virtual agent says carries the epoch it was made in and
 * is not sent once the epoch has moved on, so that two voices never speak at once.
 *
 * @param value the count, from 0 upwards
 */
public record Epoch(long value) {
    /** The epoch a conversation begins in. */
    public static final Epoch FIRST = new Epoch(0);

    /**
     * The epoch after this one.
     *
     * @return a new epoch, greater by one
     */
    public Epoch next() {
        return new Epoch(value + 1);
    }
}
