package dev.guildline.core.port.casework;

import dev.guildline.core.casework.CaseNumber;
import dev.guildline.core.casework.CaseQuery;
import dev.guildline.core.casework.NewCase;
import dev.guildline.core.casework.SupportCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where cases are kept. Handed out by a {@link dev.guildline.core.port.store.Transaction}, so that a case and the
 * message that tells of it exist both or neither; used by one thread, inside that transaction.
 */
public interface CaseManagement {
    /**
     * Opens a case under the next free number. A number is never given twice, also if a transaction fails.
     *
     * @param opened what is known of it
     * @param now when
     * @return the case
     */
    SupportCase open(NewCase opened, Instant now);

    /**
     * Finds a case.
     *
     * @param number what it is called
     * @return the case, empty if there is none
     */
    Optional<SupportCase> find(CaseNumber number);

    /**
     * Keeps a changed case.
     *
     * @param changed the case as it should be from now on
     * @throws IllegalArgumentException if there is no case of that number
     */
    void save(SupportCase changed);

    /**
     * Looks for cases.
     *
     * @param query which
     * @return the newest first
     */
    List<SupportCase> search(CaseQuery query);
}
