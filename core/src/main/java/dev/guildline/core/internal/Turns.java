package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationSignal.HandoffRequested;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Enclosure;
import dev.guildline.core.message.EnclosureKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.message.MessageBody.ChoicePrompt;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.assistant.VirtualAgentReply.Answer;
import dev.guildline.core.port.assistant.VirtualAgentReply.ProposeHandoff;
import dev.guildline.core.port.assistant.VirtualAgentReply.SuggestArticles;
import java.util.List;
import java.util.Locale;

/** Makes of a virtual agent's reply what the customer sees. */
final class Turns {
    private static final int ABSTENTIONS_BEFORE_PERSON = 2;

    private final Speech speech;
    private final Wording wording;
    private final Moves moves;

    Turns(Speech speech, Wording wording, Moves moves) {
        this.speech = speech;
        this.wording = wording;
        this.moves = moves;
    }

    /** Applies a reply to what was written up to an entry; the conversation is with the virtual agent. */
    Conversation apply(Step step, Conversation conversation, VirtualAgentReply reply, long through) {
        Locale locale = conversation.customer().locale();
        if (reply instanceof Answer answer) {
            Conversation next = conversation.answered(through, true, step.now());
            if (answer.article().isEmpty()) {
                return speech.fromVirtualAgent(step, next, wording.withPerson(locale, answer.text()), null);
            }
            next = speech.fromVirtualAgent(
                    step,
                    next,
                    wording.answerCard(locale, answer.text(), answer.article().get()),
                    null);
            return speech.fromVirtualAgent(step, next, wording.answerFollowUp(locale), null);
        } else if (reply instanceof SuggestArticles suggested
                && !suggested.articles().isEmpty()) {
            Conversation next = conversation.answered(through, true, step.now());
            boolean again = hasSuggestedBefore(step, conversation);
            return speech.fromVirtualAgent(step, next, wording.suggestions(locale, suggested.articles(), again), null);
        } else if (reply instanceof ProposeHandoff proposal) {
            Conversation next = conversation.answered(through, true, step.now());
            return proposal.customerAsked()
                    ? moves.signal(step, next, new HandoffRequested(HandoffReason.CUSTOMER_ASKED))
                            .conversation()
                    : speech.fromVirtualAgent(step, next, wording.handoffQuestion(locale, "handoff.question"), null);
        }
        return abstain(step, conversation.answered(through, false, step.now()));
    }

    /**
     * Nothing was written that could be read. A sticker is no question; for anything else the customer is told once to
     * put it in words.
     */
    Conversation wordless(Step step, Conversation conversation, List<Message> entries, List<Message> earlier) {
        long through = entries.get(entries.size() - 1).id().sequence();
        Conversation seen = conversation.passedOver(through, step.now());
        MessageBody words = wording.withPersonKeyed(conversation.customer().locale(), "unreadable.reply");
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

    /** Says that there is no answer; the second time in a row a person is proposed. */
    Conversation abstain(Step step, Conversation counted) {
        Locale locale = counted.customer().locale();
        MessageBody words = counted.abstentions() >= ABSTENTIONS_BEFORE_PERSON
                ? wording.handoffQuestion(locale, "abstain.twice")
                : wording.withPersonKeyed(locale, "abstain.reply");
        return speech.fromVirtualAgent(step, counted, words, null);
    }

    private static boolean hasSuggestedBefore(Step step, Conversation conversation) {
        List<Message> earlier = step.tx().journal().read(conversation.id(), 0);
        return earlier.stream()
                .map(Message::body)
                .anyMatch(body -> body instanceof ChoicePrompt prompt
                        && prompt.choice("a1").isPresent());
    }
}
