package dev.guildline.core.internal;

import dev.guildline.core.internal.FollowUps.FollowUp;
import dev.guildline.core.internal.FollowUps.Kind;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a talk is about: the customer's last question that stands for itself, what was added to it last, and what was
 * shown since.
 *
 * @param question the question, with what was added to it
 * @param cards the articles shown since, oldest first
 */
record Topic(String question, List<ArticleCard> cards) {
    /** Reads it from the talk before a message; there may be none. */
    static Optional<Topic> of(List<Message> earlier, FollowUps followUps) {
        List<ArticleCard> cards = new ArrayList<>();
        String added = "";
        for (int i = earlier.size() - 1; i >= 0; i--) {
            Message message = earlier.get(i);
            if (message.author().kind() == AuthorKind.VIRTUAL_AGENT && message.body() instanceof ArticleCard card) {
                cards.add(0, card);
            }
            String words = words(message);
            if (words.isBlank() || SmallTalk.answerTo(words).isPresent()) {
                continue;
            }
            FollowUp followUp = followUps.read(words);
            if (followUp.kind() == Kind.FRAGMENT && followUps.ownWords(followUp).isEmpty()) {
                continue;
            }
            if (followUp.kind() == Kind.NONE || followUp.kind() == Kind.FRAGMENT) {
                return Optional.of(new Topic(added.isEmpty() ? words : words + "\n" + added, cards));
            }
            added = added.isEmpty() ? followUp.rest() : added;
        }
        return Optional.empty();
    }

    private static String words(Message message) {
        return message.author().kind() == AuthorKind.CUSTOMER && !(message.body() instanceof ChoiceMade)
                ? message.body().words()
                : "";
    }

    /** The question together with something new; what the customer has before them belongs to it. */
    String with(String rest) {
        String shown = cards.isEmpty() ? "" : cards.get(cards.size() - 1).title() + "\n";
        return shown + question + "\n" + rest;
    }
}
