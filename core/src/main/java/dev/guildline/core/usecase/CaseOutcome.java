package dev.guildline.core.usecase;

import dev.guildline.core.casework.SupportCase;

/** What came of a wish about a case. */
public sealed interface CaseOutcome {
    /**
     * Done.
     *
     * @param supportCase the case as it is now
     */
    record Done(SupportCase supportCase) implements CaseOutcome {}

    /** The event was known. */
    record Duplicate() implements CaseOutcome {}

    /** The customer is blocked; nothing was kept. */
    record NotAdmitted() implements CaseOutcome {}

    /** There is no such case. */
    record UnknownCase() implements CaseOutcome {}
}
