package dev.guildline.core.message;

/**
 * One thing a customer can pick in a {@link MessageBody.ChoicePrompt}.
 *
 * @param key names the choice inside its prompt, at most 16 letters, digits or dashes
 * @param label what the customer reads
 * @param style how much it stands out
 * @param action what happens when it is taken
 */
public record Choice(String key, String label, ChoiceStyle style, ChoiceAction action) {
    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the key has another form
     */
    public Choice {
        if (!key.matches("[A-Za-z0-9-]{1,16}")) {
            throw new IllegalArgumentException("a choice's key has 1 to 16 letters, digits or dashes");
        }
    }
}
