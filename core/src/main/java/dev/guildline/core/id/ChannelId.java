package dev.guildline.core.id;

/**
 * Names a chat channel, for example {@code discord}. Minted by the adapter; unique in the deployment.
 *
 * @param value the identity as text, never blank, at most 255 characters
 */
public record ChannelId(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public ChannelId {
        value = Identity.checked("ChannelId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
