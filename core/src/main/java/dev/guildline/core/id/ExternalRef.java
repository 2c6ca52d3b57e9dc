package dev.guildline.core.id;

/**
 * What the far side calls a thing: a Discord message, a Twilio conversation or message. Minted by the far side; unique for its kind there.
 *
 * @param value the identity as text, never blank, at most 255 characters
 */
public record ExternalRef(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public ExternalRef {
        value = Identity.checked("ExternalRef", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
