package dev.guildline.core.id;

/**
 * Names a knowledge base article in one language. Minted by the knowledge base.
 *
 * @param value the identity as text, never blank, at most 255 characters
 */
public record ArticleId(String value) {
    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if the value is blank or too long
     */
    public ArticleId {
        value = Identity.checked("ArticleId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
