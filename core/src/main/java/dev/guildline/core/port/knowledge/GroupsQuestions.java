package dev.guildline.core.port.knowledge;

import java.util.List;
import java.util.Locale;

/** A knowledge base that tells which questions mean the same. Thread-safe. */
public interface GroupsQuestions {
    /**
     * Puts questions to those that mean the same. The same questions in the same order give the same result, as long as
     * the knowledge base searches by the same means. May take some milliseconds for each question; core asks for no more
     * than a thousand against two thousand known ones.
     *
     * @param language the language of all of them
     * @param known questions that stand for a group each
     * @param fresh further ones, in the order asked
     * @return for each fresh one the place of the question it belongs to: counted from 0 among the known ones, and behind
     *     them among the fresh ones (an earlier one that belongs to none before it); its own place if it belongs to none
     */
    List<Integer> alike(Locale language, List<String> known, List<String> fresh);
}
