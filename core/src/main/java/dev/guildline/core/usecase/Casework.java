package dev.guildline.core.usecase;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.CaseStatus;
import dev.guildline.core.casework.SupportCase;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What happens to cases. Thread-safe; no method blocks; stages complete after the effect is committed. */
public interface Casework {
    /**
     * Opens a case for a customer's report.
     *
     * @param report what
     * @return completes with what came of it
     */
    CompletionStage<CaseOutcome> report(CaseReport report);

    /**
     * Changes where a case stands.
     *
     * @param number which
     * @param status the new status
     * @param by who changes it
     * @return completes with what came of it
     */
    CompletionStage<CaseOutcome> changeStatus(CaseNumber number, CaseStatus status, String by);

    /**
     * Adds a remark of the team.
     *
     * @param number which
     * @param text the remark, not blank
     * @param by who writes it
     * @return completes with what came of it
     */
    CompletionStage<CaseOutcome> comment(CaseNumber number, String text, String by);

    /**
     * Finds a case.
     *
     * @param number which
     * @return completes with it, empty if there is none
     */
    CompletionStage<Optional<SupportCase>> find(CaseNumber number);

    /**
     * Looks for cases.
     *
     * @param query which
     * @return completes with the newest first
     */
    CompletionStage<List<SupportCase>> search(CaseQuery query);
}
