package dev.guildline.core.knowledge;

import java.util.Locale;

/**
 * What is looked for.
 *
 * @param text what the customer wrote
 * @param locale the customer's language as far as known; the knowledge base may see from the text that it is another
 * @param limit how many articles at most, 1 to 10
 */
public record KnowledgeQuery(String text, Locale locale, int limit) {
    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public KnowledgeQuery {
        if (limit < 1 || limit > 10) {
            throw new IllegalArgumentException("limit must be between 1 and 10, not " + limit);
        }
    }
}
