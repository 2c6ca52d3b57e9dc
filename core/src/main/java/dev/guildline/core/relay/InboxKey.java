package dev.guildline.core.relay;

/**
 * Names an event that reached us, so that its repetition is recognised.
 *
 * @param source who sends such events, for example {@code discord.message}
 * @param id the sender's name for this one, unique for the source
 */
public record InboxKey(String source, String id) {
    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if one is blank or longer than 120 characters
     */
    public InboxKey {
        if (source.isBlank() || id.isBlank() || source.length() > 120 || id.length() > 120) {
            throw new IllegalArgumentException("an inbox key has a source and an id of 1 to 120 characters each");
        }
    }

    @Override
    public String toString() {
        return source + ":" + id;
    }
}
