package dev.guildline.core.casework;

import dev.guildline.core.id.CustomerId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are looked for; all conditions must hold.
 *
 * @param customerOrNull only this customer's
 * @param kinds only of these kinds; empty for all
 * @param statuses only in one of these; empty for all
 * @param words only with this text in number, subject, description or customer name, ignoring letter case; empty for
 *     all
 * @param limit how many at most, newest first; 1 to 1000
 */
public record CaseQuery(
        @Nullable CustomerId customerOrNull, Set<CaseKind> kinds, Set<CaseStatus> statuses, String words, int limit) {
    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    public CaseQuery {
        kinds = Set.copyOf(kinds);
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 1000) {
            throw new IllegalArgumentException("limit must be between 1 and 1000, not " + limit);
        }
    }

    /**
     * All cases of a customer, the newest 100.
     *
     * @param customer whose
     * @return the query
     */
    public static CaseQuery of(CustomerId customer) {
        return new CaseQuery(customer, Set.of(), Set.of(), "", 100);
    }

    /**
     * The newest cases.
     *
     * @param limit how many at most
     * @return the query
     */
    public static CaseQuery newest(int limit) {
        return new CaseQuery(null, Set.of(), Set.of(), "", limit);
    }

    /**
     * Whose cases.
     *
     * @return the customer, empty for everybody's
     */
    public Optional<CustomerId> customer() {
        return Optional.ofNullable(customerOrNull);
    }
}
