package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal.HandoffRequested;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes of a virtual agent's reply what the customer sees. */
final class Turns {
    private static final int ABSTENTIONS_BEFORE_PERSON = 2;

    private final Speech speech;
    private final Wording wording;
    private final Moves moves;
    private final Languages languages;
    private final Unanswered unanswered;

    Turns(Speech speech, Wording wording, Moves moves, Languages languages, Unanswered unanswered) {
        this.speech = speech;
        this.wording = wording;
        this.moves = moves;
        this.languages = languages;
        this.unanswered = unanswered;
    }

    /** Applies a reply to what was written up to an entry; the conversation is with the virtual agent. */
    Conversation apply(Step step, Conversation conversation, VirtualAgentReply reply, long through) {
        Locale locale = conversation.customer().language();
        if (reply instanceof Answer answer) {
            if (answer.article().isEmpty()) {
                return speech.fromVirtualAgent(
                        step,
                        conversation.answered(through, true, step.now()),
                        wording.withPerson(locale, answer.text()),
                        null);
            }
            Conversation next = offered(step, conversation, through);
            return speech.fromVirtualAgent(
                    step,
                    next,
                    wording.answerCard(locale, answer.text(), answer.article().get(), past(step, next)),
                    null);
        } else if (reply instanceof SuggestArticles suggested
                && !suggested.articles().isEmpty()) {
            Conversation next = offered(step, conversation, through);
            return speech.fromVirtualAgent(
                    step, next, wording.suggestions(locale, suggested.articles(), past(step, next)), null);
        } else if (reply instanceof ProposeHandoff proposal) {
            Conversation next = conversation.answered(through, true, step.now());
            return proposal.customerAsked()
                    ? moves.signal(step, next, new HandoffRequested(HandoffReason.CUSTOMER_ASKED))
                            .conversation()
                    : speech.fromVirtualAgent(
                            step, next, wording.handoffQuestion(locale, "handoff.question", past(step, next)), null);
        }
        unanswered.notAnswered(step, conversation, through);
        return abstain(step, conversation.answered(through, false, step.now()));
    }

    /**
     * Nothing was written that could be read. A sticker is no question; for anything else the customer is told once to
     * put it in words.
     */
    Conversation wordless(Step step, Conversation conversation, List<Message> entries, List<Message> earlier) {
        long through = entries.get(entries.size() - 1).id().sequence();
        Conversation seen = conversation.passedOver(through, step.now());
        MessageBody words = wording.withPersonKeyed(conversation.customer().language(), "unreadable.reply");
        boolean toldBefore = earlier.stream()
                .filter(entry -> entry.author().kind() == AuthorKind.VIRTUAL_AGENT)
                .reduce((before, after) -> after)
                .map(last -> last.body().equals(words))
                .orElse(false);
        return toldBefore || entries.stream().allMatch(Turns::isMood)
                ? seen
                : speech.fromVirtualAgent(step, seen, words, null);
    }

    private static boolean isMood(Message entry) {
        return entry.attachments().isEmpty()
                && entry.body() instanceof MessageBody.Mixed mixed
                && mixed.enclosures().stream()
                        .map(Enclosure::kind)
                        .allMatch(kind -> kind == EnclosureKind.STICKER || kind == EnclosureKind.QUOTE);
    }

    /**
     * What is offered has not helped yet: it ends a row of failures only if what was offered before was not turned
     * down.
     */
    private static Conversation offered(Step step, Conversation conversation, long through) {
        return past(step, conversation).lastOffered()
                ? conversation.answered(through, true, step.now())
                : conversation.passedOver(through, step.now());
    }

    /** Says that there is no answer; the second time in a row a person is proposed. */
    Conversation abstain(Step step, Conversation counted) {
        Locale locale = counted.customer().language();
        Recollection past = past(step, counted);
        Optional<Locale> other = languages.insteadOf(locale);
        MessageBody words;
        if (counted.abstentions() >= ABSTENTIONS_BEFORE_PERSON) {
            words = wording.handoffQuestion(locale, "abstain.twice", past);
        } else if (other.isPresent()) {
            words = wording.noArticles(locale, other.get());
        } else {
            words = wording.fresh(locale, "abstain.reply", past);
        }
        return speech.fromVirtualAgent(step, counted, words, null);
    }

    /** Says something that asks for nothing, in words that were not used lately. */
    Conversation say(Step step, Conversation conversation, String key) {
        Locale locale = conversation.customer().language();
        return speech.fromVirtualAgent(step, conversation, wording.fresh(locale, key, past(step, conversation)), null);
    }

    private static Recollection past(Step step, Conversation conversation) {
        return Recollection.of(step, conversation);
    }
}
