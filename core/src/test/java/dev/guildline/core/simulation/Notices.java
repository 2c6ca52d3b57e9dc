package dev.guildline.core.simulation;

import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Recognises what Guildline says by itself. */
final class Notices {
    private static final ResourceBundle PHRASES = ResourceBundle.getBundle(
            "dev.guildline.core.internal.phrases", Locale.ROOT, Notices.class.getClassLoader());

    /** A sentence of core's, with whatever stands in its gap. */
    private record Sentence(String before, String after) {
        static Sentence of(String key) {
            String pattern = PHRASES.getString(key).replace("''", "'");
            int gap = pattern.indexOf("{0}");
            return gap < 0
                    ? new Sentence(pattern, "")
                    : new Sentence(pattern.substring(0, gap), pattern.substring(gap + 3));
        }

        boolean isIn(String text) {
            return text.startsWith(before) && text.endsWith(after);
        }
    }

    /** What is told when somebody else speaks from now on. */
    enum Move {
        TRANSFERRING("handoff.transferring"),
        JOINED("agent.joined"),
        LEFT("agent.left"),
        NOBODY("agent.nobody"),
        HANDED_BACK("handed-back"),
        ENDED("ended"),
        BLOCKED("admission.blocked"),
        PAUSED("admission.paused");

        private final Sentence sentence;

        Move(String key) {
            sentence = Sentence.of(key);
        }
    }

    private static final Move[] MOVES = Move.values();
    private static final Sentence GREETING = Sentence.of("greeting");
    private static final Sentence GREETING_WHILE_BUSY = Sentence.of("greeting.busy");
    private static final Sentence NOT_DELIVERED = Sentence.of("agent-note.not-delivered");
    private static final Sentence ARRIVED = Sentence.of("agent-note.arrived");
    private static final Sentence ELSEWHERE = Sentence.of("agent-note.elsewhere");
    private static final Sentence EDIT_NOT_SHOWN = Sentence.of("agent-note.edit-failed");
    private static final Sentence DELETION_NOT_SHOWN = Sentence.of("agent-note.delete-failed");
    private static final String REACTED = beforeGap("agent-note.reacted");
    private static final Sentence SLOWED = Sentence.of("admission.slowed");
    private static final String NOT_PASSED_ON = beforeGap("file.not-passed-on");
    /** What stands in a message for a file that stayed behind, before its name. */
    static final String FILE_LEFT = beforeGap("file.left");

    private static final Sentence THANKS = Sentence.of("rate.thanks");

    private Notices() {}

    /** Which move an entry tells of, null if of none. */
    static Move moveToldBy(Message entry) {
        String text = words(entry);
        for (Move move : MOVES) {
            if (move.sentence.isIn(text)) {
                return move;
            }
        }
        return null;
    }

    static boolean greets(Message entry) {
        String text = words(entry);
        return GREETING.isIn(text) || GREETING_WHILE_BUSY.isIn(text);
    }

    static boolean isNoteForAgent(Message entry) {
        return NOT_DELIVERED.isIn(words(entry));
    }

    /** A note for agents that something came there after all. */
    static boolean tellsOfArrival(Message entry) {
        return ARRIVED.isIn(words(entry));
    }

    static boolean thanksForRating(Message entry) {
        return THANKS.isIn(words(entry));
    }

    static boolean tellsOfElsewhere(Message entry) {
        return ELSEWHERE.isIn(words(entry));
    }

    /** A note for agents that a change of theirs did not reach the customer. */
    static boolean tellsOfChangeNotShown(Message entry) {
        String text = words(entry);
        return EDIT_NOT_SHOWN.isIn(text) || DELETION_NOT_SHOWN.isIn(text);
    }

    /** A note for agents that a customer put a mark on something. */
    static boolean tellsOfReaction(Message entry) {
        return words(entry).startsWith(REACTED);
    }

    static boolean slowsDown(Message entry) {
        return SLOWED.isIn(words(entry));
    }

    /** The name of a file whose sender is told that it stayed behind; empty if the entry is something else. */
    static Optional<String> fileNotPassedOn(Message entry) {
        String text = words(entry);
        return text.startsWith(NOT_PASSED_ON) && entry.author().kind() == AuthorKind.SYSTEM
                ? Optional.of(text.substring(NOT_PASSED_ON.length(), text.indexOf(' ', NOT_PASSED_ON.length())))
                : Optional.empty();
    }

    /** Whether a sentence about something stands in an entry. */
    static boolean says(Message entry, String sentence, String about) {
        return words(entry).contains(sentence + about);
    }

    private static String beforeGap(String key) {
        String pattern = PHRASES.getString(key);
        return pattern.substring(0, pattern.indexOf("{0}"));
    }

    /** What stands in an entry, without its buttons. */
    static String words(Message entry) {
        if (entry.body() instanceof MessageBody.ChoicePrompt prompt) {
            return prompt.text();
        }
        return entry.body() instanceof MessageBody.ArticleCard card
                ? card.lead()
                : entry.body().plainText();
    }
}
