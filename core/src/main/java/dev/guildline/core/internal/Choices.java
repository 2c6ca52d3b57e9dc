package dev.guildline.core.internal;

import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal.HandoffRequested;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.knowledge.Article;
import dev.guildline.core.message.Choice;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import dev.guildline.core.participant.Customer;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.ChoiceOutcome;
import dev.guildline.core.usecase.ChoiceTaken;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens when a customer presses a button. Only what was offered to this customer can be taken. */
final class Choices {
    private final CustomerBook book;
    private final Gate gate;
    private final Speech speech;
    private final Wording wording;
    private final Moves moves;
    private final Turns turns;
    private final KnowledgeBase knowledge;
    private final Unanswered unanswered;

    Choices(
            CustomerBook book,
            Gate gate,
            Speech speech,
            Wording wording,
            Moves moves,
            Turns turns,
            KnowledgeBase knowledge,
            Unanswered unanswered) {
        this.book = book;
        this.gate = gate;
        this.speech = speech;
        this.wording = wording;
        this.moves = moves;
        this.turns = turns;
        this.knowledge = knowledge;
        this.unanswered = unanswered;
    }

    ChoiceOutcome take(Step step, ChoiceTaken taken) {
        if (!step.hearsFirst(taken.key())) {
            return ChoiceOutcome.DUPLICATE;
        }
        Optional<Conversation> found =
                step.tx().conversations().find(taken.prompt().conversation());
        Optional<Choice> offered = step.tx()
                .journal()
                .find(taken.prompt())
                .map(Message::body)
                .flatMap(body -> body.choice(taken.choice()));
        if (found.isEmpty()
                || offered.isEmpty()
                || !found.get().customer().id().equals(taken.customer().id())) {
            return ChoiceOutcome.NOT_OFFERED;
        }
        boolean begins = offered.get().action() instanceof ChoiceAction.TalkToPerson
                && !found.get().isOpen();
        if (begins ? !gate.admits(step, taken.customer()) : gate.shutsOut(step, taken.customer())) {
            return ChoiceOutcome.TOO_LATE;
        }
        Customer customer = book.seen(step, taken.customer());
        return take(step, found.get().withCustomer(customer), taken, offered.get());
    }

    private ChoiceOutcome take(Step step, Conversation conversation, ChoiceTaken taken, Choice choice) {
        ChoiceAction action = choice.action();
        if (action instanceof ChoiceAction.TalkToPerson) {
            return talkToPerson(step, conversation, taken, choice);
        } else if (action instanceof ChoiceAction.Rate rate) {
            return rate(step, conversation, rate.score());
        } else if (action instanceof ChoiceAction.CloseCase) {
            return decideCase(step, conversation, CaseStatus.CLOSED, "case.now.closed");
        } else if (action instanceof ChoiceAction.ElevateCase) {
            return decideCase(step, conversation, CaseStatus.ELEVATED, "case.now.elevated");
        }
        if (conversation.status() != ConversationStatus.WITH_VIRTUAL_AGENT) {
            return ChoiceOutcome.TOO_LATE;
        }
        if (isRepeated(step, conversation, taken, action)) {
            return ChoiceOutcome.DUPLICATE;
        }
        Conversation next = remember(step, conversation, taken, choice);
        if (action instanceof ChoiceAction.ShowArticle show) {
            next = showArticle(step, next, show, taken.prompt().sequence());
        } else if (action instanceof ChoiceAction.NoneHelps) {
            unanswered.rejected(step, next, taken.prompt().sequence());
            next = noneHelps(step, next);
        } else if (action instanceof ChoiceAction.Helped) {
            next = turns.say(step, next.answered(next.answeredThrough(), true, step.now()), "helped.reply");
        } else {
            next = turns.say(step, next.answered(next.answeredThrough(), true, step.now()), "go-on.reply");
        }
        step.save(next);
        return ChoiceOutcome.TAKEN;
    }

    /** The way to a person is open at any time, also from an old button: after the end it begins a new conversation. */
    private ChoiceOutcome talkToPerson(Step step, Conversation pressedIn, ChoiceTaken taken, Choice choice) {
        Conversation conversation = pressedIn.isOpen() ? pressedIn : book.conversationOf(step, pressedIn.customer());
        if (conversation.status() == ConversationStatus.WITH_AGENT) {
            return ChoiceOutcome.TOO_LATE;
        }
        Conversation next = conversation.id().equals(pressedIn.id())
                ? remember(step, conversation, taken, choice)
                : speech.fromCustomer(
                        step,
                        conversation,
                        new MessageBody.ChoiceMade(choice.key(), choice.label()),
                        List.of(),
                        null,
                        null,
                        step.now());
        if (conversation.status() == ConversationStatus.WAITING_FOR_AGENT) {
            next = speech.notice(step, next, wording.sentence(next.customer().language(), "handoff.pending"));
        } else {
            next = moves.signal(step, next, new HandoffRequested(HandoffReason.CUSTOMER_CHOSE))
                    .conversation();
        }
        step.save(next);
        return ChoiceOutcome.TAKEN;
    }

    private ChoiceOutcome rate(Step step, Conversation conversation, int score) {
        if (conversation.rating() != 0) {
            return ChoiceOutcome.TOO_LATE;
        }
        Locale locale = conversation.customer().language();
        step.save(speech.notice(step, conversation.withRating(score), wording.sentence(locale, "rate.thanks")));
        return ChoiceOutcome.TAKEN;
    }

    private ChoiceOutcome decideCase(Step step, Conversation conversation, CaseStatus status, String notice) {
        Optional<SupportCase> found =
                conversation.caseNumber().flatMap(step.tx().cases()::find);
        if (found.isEmpty() || found.get().status() == status) {
            return ChoiceOutcome.TOO_LATE;
        }
        Customer customer = conversation.customer();
        step.tx().cases().save(found.get().withStatus(status, customer.displayName(), step.now()));
        step.save(speech.notice(
                step,
                conversation,
                wording.about(customer.language(), notice, found.get().number())));
        return ChoiceOutcome.TAKEN;
    }

    private Conversation showArticle(Step step, Conversation conversation, ChoiceAction.ShowArticle show, long prompt) {
        Locale locale = conversation.customer().language();
        Optional<Article> article = knowledge.find(show.article());
        if (article.isEmpty()) {
            return turns.abstain(step, conversation);
        }
        return speech.fromVirtualAgent(step, conversation, wording.card(locale, article.get(), show.excerpt()), prompt);
    }

    private Conversation noneHelps(Step step, Conversation conversation) {
        Conversation counted = conversation.answered(conversation.answeredThrough(), false, step.now());
        return counted.abstentions() > 1 ? turns.abstain(step, counted) : turns.say(step, counted, "none.reply");
    }

    /** Pressed twice is said once; but an article may be opened again when others were shown since. */
    private static boolean isRepeated(Step step, Conversation conversation, ChoiceTaken taken, ChoiceAction action) {
        List<Message> since =
                step.tx().journal().read(conversation.id(), taken.prompt().sequence());
        if (action instanceof ChoiceAction.ShowArticle show) {
            return !since.isEmpty()
                    && since.get(since.size() - 1).body() instanceof ArticleCard card
                    && card.article().equals(show.article());
        }
        return Recollection.isTaken(since, taken.prompt().sequence(), taken.choice());
    }

    private Conversation remember(Step step, Conversation conversation, ChoiceTaken taken, Choice choice) {
        return speech.fromCustomer(
                step,
                conversation,
                new ChoiceMade(choice.key(), choice.label()),
                List.of(),
                null,
                taken.prompt().sequence(),
                step.now());
    }
}
