package dev.guildline.core.internal;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationState;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.id.Epoch;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.knowledge.ArticleFigures;
import dev.guildline.core.knowledge.TalkFigures;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import dev.guildline.core.port.store.Journal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an entry of the journal, or the end of a conversation, adds to the figures. Depends on nothing but what is kept
 * of that conversation, so that counting again later gives the same.
 */
final class Tally {
    private Tally() {}

    /** The day that something counts for. */
    static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /** Counts an entry that has just been added. */
    static void entered(Step step, Message entry) {
        of(entry, step.tx().journal()).forEach(figures -> step.tx().figures().add(day(entry.at()), figures));
    }

    /** Counts a conversation that has just ended. */
    static void ended(Step step, Conversation conversation) {
        if (conversation.state() instanceof ConversationState.Closed closed) {
            of(conversation, step.tx().journal())
                    .ifPresent(figures -> step.tx().figures().add(day(closed.at()), figures));
        }
    }

    /**
     * What an entry adds.
     *
     * @param journal where the entries before it are found
     */
    static List<ArticleFigures> of(Message entry, Journal journal) {
        if (entry.author().kind() == AuthorKind.VIRTUAL_AGENT) {
            if (entry.body() instanceof ArticleCard card) {
                boolean opened = entry.replyTo().isPresent();
                return List.of(new ArticleFigures(card.article(), opened ? 0 : 1, opened ? 1 : 0, 0, 0));
            }
            return suggestedIn(entry).stream()
                    .map(article -> new ArticleFigures(article, 1, 0, 0, 0))
                    .toList();
        }
        if (entry.author().kind() == AuthorKind.CUSTOMER && entry.body() instanceof ChoiceMade) {
            return verdict(entry, journal)
                    .map(helped -> judgedBy(entry, journal).stream()
                            .map(article -> new ArticleFigures(article, 0, 0, helped ? 1 : 0, helped ? 0 : 1))
                            .toList())
                    .orElse(List.of());
        }
        return List.of();
    }

    /** What a customer chose. */
    static Optional<ChoiceAction> chosen(Message entry, Journal journal) {
        if (!(entry.body() instanceof ChoiceMade made)) {
            return Optional.empty();
        }
        Optional<Choice> choice =
                prompt(entry, journal).flatMap(prompt -> prompt.body().choice(made.key()));
        return choice.map(Choice::action);
    }

    private static Optional<Message> prompt(Message entry, Journal journal) {
        return entry.replyTo().flatMap(journal::find);
    }

    /** Whether a choice says that articles helped (true) or not; empty where it says neither, or says it again. */
    private static Optional<Boolean> verdict(Message entry, Journal journal) {
        Optional<Boolean> helped = chosen(entry, journal).flatMap(Tally::helps);
        if (helped.isEmpty()) {
            return helped;
        }
        MessageId prompt = entry.replyTo().orElseThrow();
        boolean saidBefore = journal.read(prompt.conversation(), prompt.sequence()).stream()
                .takeWhile(other -> other.id().sequence() < entry.id().sequence())
                .filter(other -> other.replyTo().filter(prompt::equals).isPresent())
                .anyMatch(other -> chosen(other, journal).flatMap(Tally::helps).equals(helped));
        return saidBefore ? Optional.empty() : helped;
    }

    private static Optional<Boolean> helps(ChoiceAction action) {
        if (action instanceof ChoiceAction.NoneHelps) {
            return Optional.of(false);
        }
        return action instanceof ChoiceAction.Helped ? Optional.of(true) : Optional.empty();
    }

    /** The articles that a verdict is about: those in the prompt, else that of the card which the prompt stands under. */
    private static Set<ArticleId> judgedBy(Message entry, Journal journal) {
        if (chosen(entry, journal).orElse(null) instanceof ChoiceAction.Helped helped) {
            return Set.of(helped.article());
        }
        Optional<Message> prompt = prompt(entry, journal);
        Set<ArticleId> suggested = prompt.map(Tally::suggestedIn).orElse(Set.of());
        for (Optional<Message> above = prompt;
                suggested.isEmpty() && above.isPresent();
                above = before(above.get(), journal)) {
            if (above.get().author().kind() != AuthorKind.VIRTUAL_AGENT) {
                return Set.of();
            }
            if (above.get().body() instanceof ArticleCard card) {
                return Set.of(card.article());
            }
        }
        return suggested;
    }

    private static Optional<Message> before(Message entry, Journal journal) {
        long place = entry.id().sequence() - 1;
        return place < 1
                ? Optional.empty()
                : journal.find(new MessageId(entry.id().conversation(), place));
    }

    /** The articles that can be opened from an entry. */
    static Set<ArticleId> suggestedIn(Message entry) {
        return entry.body().choices().stream()
                .map(Choice::action)
                .filter(ChoiceAction.ShowArticle.class::isInstance)
                .map(action -> ((ChoiceAction.ShowArticle) action).article())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * What the end of a conversation adds; empty if it has not ended, nothing was asked in it, or the customer was shut
     * out.
     */
    static Optional<TalkFigures> of(Conversation conversation, Journal journal) {
        if (!(conversation.state() instanceof ConversationState.Closed closed)
                || closed.reason() == CloseReason.NOT_ADMITTED
                || journal.read(conversation.id(), 0).stream().noneMatch(SmallTalk::isExceededBy)) {
            return Optional.empty();
        }
        // Ending is a move; any other one brings a person in, or asks for one.
        boolean onlyEnded = conversation.epoch().equals(Epoch.FIRST.next());
        return Optional.of(new TalkFigures(conversation.customer().language(), 1, onlyEnded ? 1 : 0));
    }
}
