package dev.guildline.core.id;

/**
 * Names one entry of a conversation's journal. Minted by core.
 *
 * @param conversation the conversation
 * @param sequence the place in it, from 1 upwards, without holes
 */
public record MessageId(ConversationId conversation, long sequence) {
    /**
     * Checks the place.
     *
     * @throws IllegalArgumentException if the sequence is not positive
     */
    public MessageId {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be positive, not " + sequence);
        }
    }

    @Override
    public String toString() {
        return conversation + "/" + sequence;
    }
}
