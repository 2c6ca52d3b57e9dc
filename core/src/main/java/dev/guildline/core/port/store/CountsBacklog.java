package dev.guildline.core.port.store;

import java.time.Instant;

/**
 * A {@link UnitOfWork} that can count what is not done with, for people who watch it. Thread-safe; reads beside the
 * transactions and holds up none of them. Costs one look at the store, however much is kept.
 */
public interface CountsBacklog {
    /** Of each state, as many deliveries are looked at: the oldest pending ones, the newest ones that came to an end. */
    int MOST = 10_000;

    /**
     * Counts.
     *
     * @param now blocks that are over by then do not count
     * @return what is kept and not done with
     * @throws dev.guildline.core.error.PortException if the store cannot be read
     */
    Backlog backlog(Instant now);
}
