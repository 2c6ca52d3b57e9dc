package dev.guildline.core.internal;

import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on its way.
 *
 * @param entry the journal entry it brings, where that is at hand
 * @param doubtful whether an earlier attempt may have succeeded
 */
record Consignment(Delivery delivery, @Nullable Message entry, boolean doubtful) {
    /** The same delivery, changed; what was in doubt once stays so. */
    Consignment with(Delivery changed, boolean inDoubt) {
        return new Consignment(changed, entry, doubtful || inDoubt);
    }
}
