package dev.guildline.core.port.store;

import dev.guildline.core.relay.InboxKey;
import java.time.Instant;

/** Keeps which events have reached us. */
public interface Inbox {
    /**
     * Remembers an event.
     *
     * @param key which
     * @param now when
     * @return true if it was not known; false for a repetition
     */
    boolean firstTime(InboxKey key, Instant now);
}
