package dev.guildline.core.message;

import dev.guildline.core.id.MessageId;
import java.time.Instant;

/**
 * What its author did to a message after it was said. The entry of the journal stays as it was; its changes are kept
 * beside it, in order, so that what was said first can always be read.
 */
public sealed interface MessageChange {
    /**
     * Which entry was changed.
     *
     * @return its place
     */
    MessageId message();

    /**
     * Which change of that entry this is.
     *
     * @return 1 for the first, 2 for the second
     */
    int number();

    /**
     * When it was changed.
     *
     * @return the moment, by the clock of the side where it was changed
     */
    Instant at();

    /**
     * The message says something else from now on.
     *
     * @param message which entry was changed
     * @param number 1 for the first change of that entry
     * @param body what it says now
     * @param at when, by the clock of the side where it was changed
     */
    record Edited(MessageId message, int number, MessageBody body, Instant at) implements MessageChange {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Edited {
            checkNumber(number);
        }
    }

    /**
     * The message was taken back. Nothing follows a deletion.
     *
     * @param message which entry was taken back
     * @param number 1 for the first change of that entry
     * @param at when, by the clock of the side where it was taken back
     */
    record Deleted(MessageId message, int number, Instant at) implements MessageChange {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Deleted {
            checkNumber(number);
        }
    }

    private static void checkNumber(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("number: changes of an entry are counted from 1, not " + number);
        }
    }
}
