package dev.guildline.core.message;

import dev.guildline.core.id.ArticleId;

/** What happens when a customer takes a choice. Kept with the prompt in the journal; never sent to the far side. */
public sealed interface ChoiceAction {
    /**
     * Shows an article.
     *
     * @param article which
     * @param excerpt the part of it that answers what was asked; may be empty
     */
    record ShowArticle(ArticleId article, String excerpt) implements ChoiceAction {}

    /** Nothing that the message with this choice shows or offers helps: its card, or its suggested articles. */
    record NoneHelps() implements ChoiceAction {}

    /**
     * The article helped.
     *
     * @param article which
     */
    record Helped(ArticleId article) implements ChoiceAction {}

    /** The customer wants a person. */
    record TalkToPerson() implements ChoiceAction {}

    /** The customer goes on with the virtual agent. */
    record StayWithVirtualAgent() implements ChoiceAction {}

    /**
     * The customer rates the talk.
     *
     * @param score 1 (bad) to 5 (good)
     */
    record Rate(int score) implements ChoiceAction {}

    /** The customer says that the case can be closed. */
    record CloseCase() implements ChoiceAction {}

    /** The customer says that the case needs more attention. */
    record ElevateCase() implements ChoiceAction {}
}
