package dev.guildline.core.port.assistant;

import dev.guildline.core.knowledge.ArticleMatch;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the virtual agent wants to happen. Core decides whether it does. */
public sealed interface VirtualAgentReply {
    /**
     * Say something.
     *
     * @param text the words, in the customer's language; may be empty if there is an article
     * @param articleOrNull the article that the answer rests on, shown as a card
     */
    record Answer(String text, @Nullable ArticleMatch articleOrNull) implements VirtualAgentReply {
        /**
         * The article that the answer rests on.
         *
         * @return the article, empty for plain words
         */
        public Optional<ArticleMatch> article() {
            return Optional.ofNullable(articleOrNull);
        }
    }

    /**
     * Offer articles as buttons.
     *
     * @param articles best first; core shows up to four
     */
    record SuggestArticles(List<ArticleMatch> articles) implements VirtualAgentReply {
        /** Keeps an unchangeable copy. */
        public SuggestArticles {
            articles = List.copyOf(articles);
        }
    }

    /**
     * Bring in a person.
     *
     * @param customerAsked true if the customer clearly asked for one: core hands off at once; false if it seems so:
     *     core asks back
     */
    record ProposeHandoff(boolean customerAsked) implements VirtualAgentReply {}

    /** Nothing helpful to say. Core says so and offers a person. */
    record Abstain() implements VirtualAgentReply {}
}
