package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import dev.guildline.core.message.MessageBody.ChoicePrompt;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the virtual agent remembers of the talk: what it said, showed and offered lately, and what was turned down. */
final class Recollection {
    private static final int ENTRIES = 20;

    private final List<Message> talk;

    /** Remembers entries of a talk, oldest first. */
    Recollection(List<Message> talk) {
        this.talk = List.copyOf(talk);
    }

    /** Remembers the last entries of a conversation. */
    static Recollection of(Step step, Conversation conversation) {
        long from = Math.max(0, conversation.lastSequence() - ENTRIES);
        return new Recollection(step.tx().journal().read(conversation.id(), from));
    }

    /** The sentences it said, without buttons and cards, oldest first. */
    List<String> said() {
        return own().map(Recollection::sentence).toList();
    }

    /** The articles that it offered or showed in one message, for each message, oldest first. */
    List<Set<ArticleId>> offered() {
        return own().map(message -> articles(message.body()))
                .filter(articles -> !articles.isEmpty())
                .toList();
    }

    /** Whether the last that it said offered or showed articles. */
    boolean lastOffered() {
        return own().reduce((before, after) -> after)
                .map(last -> !articles(last.body()).isEmpty())
                .orElse(false);
    }

    /** The articles whose card the customer has seen. */
    Set<ArticleId> opened() {
        Set<ArticleId> opened = new LinkedHashSet<>();
        own().map(Message::body)
                .filter(ArticleCard.class::isInstance)
                .forEach(body -> opened.add(((ArticleCard) body).article()));
        return opened;
    }

    /** The articles of which the customer said that none helps. */
    Set<ArticleId> rejected() {
        Map<Long, MessageBody> shown = new HashMap<>();
        Set<ArticleId> rejected = new HashSet<>();
        for (Message message : talk) {
            if (message.author().kind() != AuthorKind.CUSTOMER) {
                shown.put(message.id().sequence(), message.body());
            } else if (message.body() instanceof ChoiceMade made) {
                message.replyTo()
                        .map(MessageId::sequence)
                        .map(shown::get)
                        .filter(body -> body.choice(made.key())
                                .map(Choice::action)
                                .filter(ChoiceAction.NoneHelps.class::isInstance)
                                .isPresent())
                        .ifPresent(body -> rejected.addAll(articles(body)));
            }
        }
        return rejected;
    }

    /** Whether a choice was taken already. */
    static boolean isTaken(List<Message> after, long prompt, String key) {
        return after.stream()
                .anyMatch(message -> message.body() instanceof ChoiceMade made
                        && made.key().equals(key)
                        && message.replyTo()
                                .filter(place -> place.sequence() == prompt)
                                .isPresent());
    }

    private Stream<Message> own() {
        return talk.stream().filter(message -> message.author().kind() == AuthorKind.VIRTUAL_AGENT);
    }

    private static String sentence(Message message) {
        if (message.body() instanceof ChoicePrompt prompt) {
            return prompt.text();
        }
        return message.body() instanceof ArticleCard card
                ? card.lead()
                : message.body().plainText();
    }

    private static Set<ArticleId> articles(MessageBody body) {
        if (body instanceof ArticleCard card) {
            return Set.of(card.article());
        }
        Set<ArticleId> offered = new LinkedHashSet<>();
        for (Choice choice : body.choices()) {
            if (choice.action() instanceof ChoiceAction.ShowArticle show) {
                offered.add(show.article());
            }
        }
        return offered;
    }
}
