package dev.guildline.core.port.store;

import dev.guildline.core.id.QuestionGroupId;
import dev.guildline.core.knowledge.UnansweredQuestion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps questions that were not answered, in groups once they are grouped. */
public interface UnansweredStore {
    /**
     * Keeps a question, in no group yet.
     *
     * @param question the question; its number is not looked at
     */
    void add(UnansweredQuestion question);

    /**
     * Questions that are in no group yet.
     *
     * @param limit how many at most
     * @return the oldest first
     */
    List<UnansweredQuestion> ungrouped(int limit);

    /**
     * What stands for a group: its oldest question that is still kept.
     *
     * @param group which group
     * @param text what the question says
     */
    record Leader(QuestionGroupId group, String text) {}

    /**
     * The groups of a language, dismissed ones included.
     *
     * @param language the language without region, such as {@code zh}; questions of all its regions are taken
     * @param limit how many at most
     * @return the one begun last first
     */
    List<Leader> leaders(Locale language, int limit);

    /**
     * Puts questions into groups. Those that come into a dismissed group are dismissed with it.
     *
     * @param groups by the number of the question
     */
    void group(Map<Long, QuestionGroupId> groups);

    /**
     * A group as a whole.
     *
     * @param id which group
     * @param language the language of the oldest question that is still kept
     * @param text what that question says
     * @param count how many questions it has
     * @param latestAt when the last one was asked
     */
    record Counted(QuestionGroupId id, Locale language, String text, int count, Instant latestAt) {}

    /**
     * Lists groups that are not dismissed.
     *
     * @param languageOrNull only those with questions of this language (with all its regions, if it names none)
     * @param limit how many at most
     * @return the largest first, of those the one with the latest question
     */
    List<Counted> groups(@Nullable Locale languageOrNull, int limit);

    /**
     * Finds a group that is not dismissed.
     *
     * @param group which
     * @return the group, empty if there is none
     */
    Optional<Counted> find(QuestionGroupId group);

    /**
     * The questions of a group that is not dismissed.
     *
     * @param group which
     * @param limit how many at most
     * @return the newest first; empty if there is no such group
     */
    List<UnansweredQuestion> questionsOf(QuestionGroupId group, int limit);

    /**
     * Forgets a group with its questions.
     *
     * @param group which
     * @return how many questions there were
     */
    int forget(QuestionGroupId group);

    /**
     * Hides a group, with all questions that come into it from now on.
     *
     * @param group which
     * @return whether there was such a group that was not hidden
     */
    boolean dismiss(QuestionGroupId group);

    /**
     * Forgets old questions.
     *
     * @param before those asked before this moment
     * @param most how many are to stay at most; the oldest ones go
     * @return how many were forgotten
     */
    int forgetOld(Instant before, int most);

    /**
     * Counts questions that are in no group yet.
     *
     * @return how many
     */
    int countUngrouped();
}
