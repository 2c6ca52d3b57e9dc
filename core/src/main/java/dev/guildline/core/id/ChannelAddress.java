package dev.guildline.core.id;

/**
 * Where a customer can be written to. Minted and understood by the chat channel alone.
 *
 * @param channel the chat channel it belongs to
 * @param value what the channel needs to find the way, never blank
 */
public record ChannelAddress(ChannelId channel, String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public ChannelAddress {
        value = Identity.checked("ChannelAddress", value);
    }
}
