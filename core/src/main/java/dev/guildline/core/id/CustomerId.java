package dev.guildline.core.id;

/**
 * Names a customer. Minted by the chat channel, which puts its own name in front so that two channels never clash.
 *
 * @param value the identity as text, never blank, at most 255 characters
 */
public record CustomerId(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public CustomerId {
        value = Identity.checked("CustomerId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
