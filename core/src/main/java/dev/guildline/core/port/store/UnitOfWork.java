package dev.guildline.core.port.store;

import java.util.function.Function;

/**
 * Does work on everything that is kept, all of it or nothing. Thread-safe. Core writes through one transaction at a
 * time; reading ones may run beside it.
 */
public interface UnitOfWork {
    /**
     * Runs work in one transaction and commits it. When this method returns, the effects outlive a crash of the
     * process (as far as the implementation keeps anything at all).
     *
     * @param work what to do; must not keep the transaction
     * @param <T> what it results in
     * @return the work's result
     * @throws RuntimeException what the work threw, after undoing it; or a
     *     {@link dev.guildline.core.error.PortException} if the store failed: {@code OutcomeUnknown} if that was while
     *     committing
     */
    <T> T inTransaction(Function<Transaction, T> work);
}
