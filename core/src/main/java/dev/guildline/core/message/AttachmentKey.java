package dev.guildline.core.message;

import dev.guildline.core.id.MessageId;

/**
 * Names a file that came with a journal entry.
 *
 * @param message the entry
 * @param place which of the entry's files, from 0 on
 */
public record AttachmentKey(MessageId message, int place) {
    /**
     * Checks the place.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public AttachmentKey {
        if (place < 0) {
            throw new IllegalArgumentException("place: the first file of an entry is number 0, not " + place);
        }
    }

    @Override
    public String toString() {
        return message + "/" + place;
    }
}
