package dev.guildline.core.internal;

import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Delivery;
import org.jspecify.annotations.Nullable;

/** A delivery on its way, with the journal entry it brings where that is at hand. */
record Consignment(Delivery delivery, @Nullable Message entry) {
    Consignment with(Delivery changed) {
        return new Consignment(changed, entry);
    }
}
