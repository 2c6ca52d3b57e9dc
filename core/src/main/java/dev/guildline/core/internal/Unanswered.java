package dev.guildline.core.internal;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.ArticleId;
import dev.guildline.core.knowledge.QuestionRetention;
import dev.guildline.core.knowledge.UnansweredCause;
import dev.guildline.core.knowledge.UnansweredQuestion;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.ChoiceAction;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody.ArticleCard;
import dev.guildline.core.message.MessageBody.ChoiceMade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Keeps questions that turn out not to be answered, in the transaction in which they do. Every question is kept once,
 * whatever becomes of it further. Thread-safe.
 */
final class Unanswered {
    /** As far as one question and what was said to it reach back. */
    private static final int REMEMBERED = 40;
    /** After so many questions the oldest ones are forgotten, if they are too old or too many. */
    private static final int BETWEEN_FORGETTING = 64;

    private final QuestionRetention retention;
    private final AtomicLong added = new AtomicLong();

    Unanswered(QuestionRetention retention) {
        this.retention = retention;
    }

    /**
     * The virtual agent has nothing to say.
     *
     * @param through the last entry that it was asked to answer
     */
    void notAnswered(Step step, Conversation conversation, long through) {
        List<Message> talk = talk(step, conversation).stream()
                .filter(entry -> entry.id().sequence() <= through)
                .toList();
        keep(step, conversation, Asked.before(talk, talk.size()), UnansweredCause.NO_ANSWER);
    }

    /**
     * The customer said that nothing of what was shown helps; that is the last entry by now.
     *
     * @param prompt where they said it
     */
    void rejected(Step step, Conversation conversation, long prompt) {
        List<Message> talk = talk(step, conversation);
        int place = 0;
        while (place < talk.size() && talk.get(place).id().sequence() <= prompt) {
            place++;
        }
        Asked asked = Asked.before(talk, place);
        if (!asked.shown().isEmpty() && !isJudged(step, talk.subList(0, talk.size() - 1), asked)) {
            keep(step, conversation, asked, UnansweredCause.REJECTED);
        }
    }

    /** The customer wanted a person; that is the last they said by now. Kept if articles were shown right before. */
    void personWanted(Step step, Conversation conversation, HandoffReason reason) {
        if (reason == HandoffReason.REQUESTED_BY_STAFF) {
            return;
        }
        List<Message> talk = talk(step, conversation);
        int place = talk.size();
        while (place > 0 && talk.get(place - 1).author().kind() == AuthorKind.CUSTOMER) {
            place--;
        }
        Asked asked = Asked.before(talk, place);
        if (!asked.shown().isEmpty() && asked.onlyShown() && !isJudged(step, talk, asked)) {
            keep(step, conversation, asked, UnansweredCause.PERSON_WANTED);
        }
    }

    private static List<Message> talk(Step step, Conversation conversation) {
        return Revisions.read(
                step.tx().journal(), conversation.id(), Math.max(0, conversation.lastSequence() - REMEMBERED));
    }

    /** Whether the customer has told already what they think of what was shown. */
    private static boolean isJudged(Step step, List<Message> talk, Asked asked) {
        return talk.stream()
                .filter(entry -> entry.replyTo()
                        .filter(prompt -> asked.answers().contains(prompt.sequence()))
                        .isPresent())
                .anyMatch(entry -> Tally.chosen(entry, step.tx().journal())
                        .filter(action ->
                                action instanceof ChoiceAction.NoneHelps || action instanceof ChoiceAction.Helped)
                        .isPresent());
    }

    private void keep(Step step, Conversation conversation, Asked asked, UnansweredCause cause) {
        String text = PersonalData.removed(asked.text(), UnansweredQuestion.LONGEST);
        if (PersonalData.withoutMarks(text).codePoints().noneMatch(Character::isLetter)) {
            return;
        }
        step.tx()
                .unanswered()
                .add(new UnansweredQuestion(
                        0, conversation.customer().language(), text, cause, List.copyOf(asked.shown()), step.now()));
        if (added.getAndIncrement() % BETWEEN_FORGETTING == 0) {
            step.tx().unanswered().forgetOld(step.now().minus(retention.longest()), retention.most());
        }
    }

    /**
     * A question and what was said to it.
     *
     * @param text the customer's words, empty if there are none
     * @param shown the articles shown since
     * @param answers the places of what the virtual agent said to it, up to the customer's next words
     * @param onlyShown whether nobody but the customer and the virtual agent said anything since
     */
    private record Asked(String text, Set<ArticleId> shown, Set<Long> answers, boolean onlyShown) {
        /** The last question before a place in a talk. */
        static Asked before(List<Message> talk, int place) {
            int last = place - 1;
            while (last >= 0 && !isAsked(talk.get(last))) {
                last--;
            }
            Deque<String> words = new ArrayDeque<>();
            for (int i = last; i >= 0 && isAsked(talk.get(i)); i--) {
                words.addFirst(talk.get(i).body().words());
            }
            int end = last + 1;
            while (end < talk.size() && !isAsked(talk.get(end))) {
                end++;
            }
            List<Message> since = new ArrayList<>(talk.subList(last + 1, end));
            Set<ArticleId> shown = new LinkedHashSet<>();
            for (Message entry : since) {
                if (entry.author().kind() == AuthorKind.VIRTUAL_AGENT && entry.body() instanceof ArticleCard card) {
                    shown.add(card.article());
                }
                shown.addAll(Tally.suggestedIn(entry));
            }
            return new Asked(
                    String.join("\n", words),
                    shown,
                    since.stream().map(entry -> entry.id().sequence()).collect(Collectors.toSet()),
                    since.stream()
                            .map(entry -> entry.author().kind())
                            .allMatch(kind -> kind == AuthorKind.CUSTOMER || kind == AuthorKind.VIRTUAL_AGENT));
        }

        private static boolean isAsked(Message entry) {
            return entry.author().kind() == AuthorKind.CUSTOMER
                    && !(entry.body() instanceof ChoiceMade)
                    && !entry.body().words().isBlank();
        }
    }
}
