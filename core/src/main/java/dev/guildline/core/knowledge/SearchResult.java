package dev.guildline.core.knowledge;

import java.util.List;

/** What a search found. The knowledge base judges what is worth showing: it alone knows its scores. */
public sealed interface SearchResult {
    /**
     * Articles worth showing.
     *
     * @param best best first, at least one, no more than asked for
     * @param firstAnswers whether the first one fits so well that it can be given as the answer
     */
    record Matches(List<ArticleMatch> best, boolean firstAnswers) implements SearchResult {
        /**
         * Keeps an unchangeable copy.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Matches {
            best = List.copyOf(best);
            if (best.isEmpty()) {
                throw new IllegalArgumentException("matches must not be empty; say NothingUseful");
            }
        }
    }

    /** Nothing that would help. */
    record NothingUseful() implements SearchResult {}
}
