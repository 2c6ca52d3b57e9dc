package dev.guildline.core.knowledge;

import java.util.List;

/** What came of editing an article. */
public sealed interface EditOutcome {
    /**
     * It is done, and found by searches from now on.
     *
     * @param article as it is kept now
     */
    record Done(StoredArticle article) implements EditOutcome {}

    /** It is deleted, and not found any more. */
    record Deleted() implements EditOutcome {}

    /**
     * Somebody has changed the article since it was read. Nothing was changed.
     *
     * @param current as it is kept now
     */
    record Conflict(StoredArticle current) implements EditOutcome {}

    /** There is no such article. */
    record UnknownArticle() implements EditOutcome {}

    /**
     * Something in it cannot be used. Nothing was changed.
     *
     * @param problems what, at least one
     */
    record Invalid(List<FieldProblem> problems) implements EditOutcome {
        /** Keeps an unchangeable copy. */
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /** The knowledge base is one that cannot be edited here. */
    record NotEditable() implements EditOutcome {}
}
