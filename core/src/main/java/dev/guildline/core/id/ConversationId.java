package dev.guildline.core.id;

/**
 * Names a conversation. Minted by core; unique in the deployment; short enough to travel in a button.
 *
 * @param value the identity as text, never blank, at most 255 characters
 */
public record ConversationId(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public ConversationId {
        value = Identity.checked("ConversationId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
