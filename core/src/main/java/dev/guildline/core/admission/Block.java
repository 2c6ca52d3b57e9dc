package dev.guildline.core.admission;

import dev.guildline.core.id.CustomerId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A customer may not write to us.
 *
 * @param customer who
 * @param reason why, for the team; not shown to the customer
 * @param by who decided it
 * @param since from when on
 * @param untilOrNull until when; null for good
 */
public record Block(
        CustomerId customer,
        String reason,
        String by,
        Instant since,
        @Nullable Instant untilOrNull) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if there is no reason, or the end is not after the beginning
     */
    public Block {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: say why the customer is blocked");
        }
        if (untilOrNull != null && !untilOrNull.isAfter(since)) {
            throw new IllegalArgumentException("until: the end of a block must be after its beginning");
        }
    }

    /**
     * Until when.
     *
     * @return the first moment at which the customer may write again, empty if never
     */
    public Optional<Instant> until() {
        return Optional.ofNullable(untilOrNull);
    }

    /**
     * Whether it holds.
     *
     * @param now when
     * @return true unless its end has come
     */
    public boolean holdsAt(Instant now) {
        return untilOrNull == null || untilOrNull.isAfter(now);
    }
}
