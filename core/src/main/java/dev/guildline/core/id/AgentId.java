package dev.guildline.core.id;

/**
 * Names a live agent. Minted by the contact center (for Twilio Flex: the chat identity of the worker).
 *
 * @param value the identity as text, never blank, at most 255 characters
 */
public record AgentId(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public AgentId {
        value = Identity.checked("AgentId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
