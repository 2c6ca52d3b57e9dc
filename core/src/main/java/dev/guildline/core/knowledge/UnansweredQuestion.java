package dev.guildline.core.knowledge;

import dev.guildline.core.id.ArticleId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A question that was not answered. Says nothing of who asked it: personal data is taken out of the text, and neither
 * customer nor conversation is named.
 *
 * @param number its number; rises with every question kept, 0 as long as it is not kept
 * @param language the language it is asked in
 * @param text the words, without personal data, at most 500 characters
 * @param cause why it counts as not answered
 * @param shown the articles that the customer was shown, each once
 * @param askedAt when it turned out not to be answered
 */
public record UnansweredQuestion(
        long number, Locale language, String text, UnansweredCause cause, List<ArticleId> shown, Instant askedAt) {
    /** The longest text that is kept, in characters. */
    public static final int LONGEST = 500;

    /**
     * Keeps an unchangeable copy of the articles.
     *
     * @throws IllegalArgumentException if the text is blank or too long
     */
    public UnansweredQuestion {
        shown = List.copyOf(shown);
        if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
            throw new IllegalArgumentException("text: a question has 1 to " + LONGEST + " characters");
        }
    }

    /**
     * The same question with its number.
     *
     * @param kept the number
     * @return the question as it is kept
     */
    public UnansweredQuestion numbered(long kept) {
        return new UnansweredQuestion(kept, language, text, cause, shown, askedAt);
    }
}
