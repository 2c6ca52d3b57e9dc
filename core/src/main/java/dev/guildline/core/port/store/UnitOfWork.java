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

    /**
     * Whether other processes may use the same data at the same time. Then only the holder of the {@link RelayLease}
     * makes deliveries.
     *
     * @return always the same; false if not said otherwise
     */
    default boolean isShared() {
        return false;
    }

    /**
     * Says whom to tell when another process has signalled by {@link RelayLease#signal} or one of its neighbours. To be
     * called once. Signals may be missed or come without need.
     *
     * @param heard called on any thread; must be quick
     */
    default void onSignal(Runnable heard) {}
}
