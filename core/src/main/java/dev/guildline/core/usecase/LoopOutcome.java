package dev.guildline.core.usecase;

import dev.guildline.core.knowledge.EditOutcome;
import dev.guildline.core.knowledge.StoredArticle;

/** What came of turning a group of questions into something that answers them. */
public sealed interface LoopOutcome {
    /**
     * It is done, and found by searches from now on.
     *
     * @param article the article as it is now
     * @param questions how many questions of the group are done with
     */
    record Done(StoredArticle article, int questions) implements LoopOutcome {}

    /** There is no such group (any more). */
    record UnknownGroup() implements LoopOutcome {}

    /**
     * The article could not be changed or made. The group stays.
     *
     * @param why the reason; never {@link EditOutcome.Done} or {@link EditOutcome.Deleted}
     */
    record NotEdited(EditOutcome why) implements LoopOutcome {}
}
