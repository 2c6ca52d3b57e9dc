package dev.guildline.core.internal;

import dev.guildline.core.casework.CaseKind;
import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationEvent;
import dev.guildline.core.conversation.ConversationEvent.AgentTookOver;
import dev.guildline.core.conversation.ConversationEvent.Ended;
import dev.guildline.core.conversation.ConversationEvent.HandoffStarted;
import dev.guildline.core.conversation.ConversationSignal;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.conversation.Transition;
import dev.guildline.core.conversation.Transition.Moved;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.NewDelivery;
import dev.guildline.core.relay.Side;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Carries out what a conversation's state machine decides: notices to the customer, the case, errands at the contact
 * center. The one place where a conversation changes hands. Methods return the changed conversation; the caller saves
 * it.
 */
final class Moves {
    private final Speech speech;
    private final Wording wording;
    private final AgentNotes notes;
    private final Unanswered unanswered;
    private final boolean hasContactCenter;

    Moves(Speech speech, Wording wording, AgentNotes notes, Unanswered unanswered, boolean hasContactCenter) {
        this.speech = speech;
        this.wording = wording;
        this.notes = notes;
        this.unanswered = unanswered;
        this.hasContactCenter = hasContactCenter;
    }

    /** What came of a signal. */
    record Result(Conversation conversation, Transition transition) {
        boolean moved() {
            return transition instanceof Moved;
        }

        boolean refused() {
            return transition instanceof Transition.Refused;
        }
    }

    /** Signals something that we decided or were told; the far half is to follow. */
    Result signal(Step step, Conversation conversation, ConversationSignal signal) {
        return signal(step, conversation, signal, false);
    }

    /** Signals that the contact center ended its half: there is nothing left to end there. */
    Result endedByContact(Step step, Conversation conversation, CloseReason reason) {
        return signal(step, conversation, new ConversationSignal.CloseRequested(reason), true);
    }

    private Result signal(Step step, Conversation conversation, ConversationSignal signal, boolean contactHasEnded) {
        Transition transition = conversation.on(signal, step.now());
        if (!(transition instanceof Moved moved)) {
            return new Result(conversation, transition);
        }
        Conversation told = contactHasEnded ? conversation : speech.informContactBeforeMove(step, conversation);
        Conversation next = told.moved(moved, step.now());
        return new Result(carryOut(step, next, moved.event(), contactHasEnded), transition);
    }

    private Conversation carryOut(Step step, Conversation next, ConversationEvent event, boolean contactHasEnded) {
        Locale locale = next.customer().language();
        if (event instanceof HandoffStarted started) {
            unanswered.personWanted(step, next, started.reason());
            return handoffStarted(step, next, started.reason());
        } else if (event instanceof AgentTookOver tookOver) {
            return agentTookOver(step, next, tookOver);
        } else if (event instanceof ConversationEvent.AgentWentAway) {
            return speech.notice(step, next, wording.sentence(locale, "agent.left"));
        } else if (event instanceof ConversationEvent.NobodyCame) {
            Conversation withCase = ensureCase(step, next);
            return speech.notice(
                    step,
                    withCase,
                    wording.about(locale, "agent.nobody", withCase.caseNumber().orElseThrow()));
        } else if (event instanceof ConversationEvent.VirtualAgentTookOver) {
            return speech.fromVirtualAgent(step, next, wording.withPersonKeyed(locale, "handed-back"), null);
        } else if (event instanceof Ended ended) {
            Tally.ended(step, next);
            return ended(step, next, ended.reason(), contactHasEnded);
        }
        throw new IllegalStateException("nothing is known to follow " + event.getClass());
    }

    private Conversation handoffStarted(Step step, Conversation conversation, HandoffReason reason) {
        Locale locale = conversation.customer().language();
        Conversation next = speech.informContact(step, conversation);
        if (next.caseNumber().isEmpty()) {
            next = ensureCase(step, next);
            next = speech.notice(
                    step,
                    next,
                    wording.about(locale, "case.opened", next.caseNumber().orElseThrow()));
        }
        next = speech.notice(step, next, wording.sentence(locale, "handoff.transferring"));
        if (hasContactCenter) {
            step.promise(
                    new NewDelivery(next.id(), Side.CONTACT_CENTER, new Errand.RequestAgent(reason), next.epoch()),
                    null);
        }
        return next;
    }

    private Conversation agentTookOver(Step step, Conversation conversation, AgentTookOver event) {
        String name = event.agent().displayName();
        conversation
                .caseNumber()
                .flatMap(step.tx().cases()::find)
                .ifPresent(c -> step.tx().cases().save(c.withField("agent", name, name, step.now())));
        return speech.notice(
                step, conversation, wording.about(conversation.customer().language(), "agent.joined", name));
    }

    private Conversation ended(Step step, Conversation conversation, CloseReason reason, boolean contactHasEnded) {
        Locale locale = conversation.customer().language();
        boolean shutOut = reason == CloseReason.NOT_ADMITTED;
        Conversation next =
                speech.notice(step, conversation, wording.sentence(locale, shutOut ? "admission.blocked" : "ended"));
        if (!shutOut && next.caseNumber().isPresent()) {
            CaseNumber number = next.caseNumber().get();
            next = speech.notice(step, next, wording.ratingQuestion(locale));
            next = speech.notice(step, next, wording.caseQuestion(locale, number));
        }
        if (hasContactCenter && next.contactInformed() && !contactHasEnded) {
            step.promise(new NewDelivery(next.id(), Side.CONTACT_CENTER, new Errand.EndContact(reason), null), null);
        }
        return next;
    }

    private Conversation ensureCase(Step step, Conversation conversation) {
        if (conversation.caseNumber().isPresent()) {
            return conversation;
        }
        List<String> said = Revisions.read(step.tx().journal(), conversation.id(), 0).stream()
                .filter(m -> m.author().kind() == AuthorKind.CUSTOMER)
                .map(Message::body)
                .filter(b -> !(b instanceof MessageBody.ChoiceMade))
                .map(MessageBody::words)
                .filter(t -> !t.isBlank())
                .toList();
        String subject = said.isEmpty() ? notes.unknownSubject() : said.get(0);
        SupportCase opened = step.tx()
                .cases()
                .open(
                        new NewCase(
                                CaseKind.HELP,
                                conversation.customer(),
                                subject,
                                said.stream().collect(Collectors.joining("\n")),
                                List.of(),
                                conversation.id(),
                                Map.of()),
                        step.now());
        return conversation.withCase(opened.number());
    }
}
