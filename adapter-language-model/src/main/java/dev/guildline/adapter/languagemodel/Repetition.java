package dev.guildline.adapter.languagemodel;

import dev.guildline.core.id.ArticleId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows what the customer has been told already: it was of no use, or they would not write again. */
final class Repetition {
    private Repetition() {}

    static boolean isOne(ModelAnswer.Usable answer, List<Message> earlier) {
        Set<ArticleId> cited =
                answer.cited().stream().map(match -> match.article().id()).collect(Collectors.toSet());
        return earlier.stream()
                .filter(message -> message.author().kind() == AuthorKind.VIRTUAL_AGENT)
                .map(Message::body)
                .anyMatch(body -> hasSaid(body, answer.answer().text()) || hasOffered(body, cited));
    }

    private static boolean hasSaid(MessageBody body, String words) {
        return body instanceof MessageBody.ArticleCard card && card.lead().equals(words);
    }

    /** Just these articles, and the customer did not want to read them. */
    private static boolean hasOffered(MessageBody body, Set<ArticleId> cited) {
        return body instanceof MessageBody.ChoicePrompt prompt
                && prompt.choices().stream()
                        .map(choice -> choice.action())
                        .filter(ChoiceAction.ShowArticle.class::isInstance)
                        .map(action -> ((ChoiceAction.ShowArticle) action).article())
                        .collect(Collectors.toSet())
                        .equals(cited);
    }
}
