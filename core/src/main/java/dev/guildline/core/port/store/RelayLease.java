package dev.guildline.core.port.store;

import java.time.Duration;

/**
 * Which of the processes that share the stores makes the deliveries, and whose turn it is to write. There is one lease
 * for all that is kept. Its time is the store's, so that clocks of different machines do not matter.
 *
 * <p>A lease that is taken over gets the next epoch. A process that finds another epoch than its own no longer makes
 * deliveries, whatever it believed while it was frozen or cut off.
 */
public interface RelayLease {
    /**
     * How things stand.
     *
     * @param epoch how often the lease was taken; 0 if never
     * @param holder the name of the process that took it last; empty if none ever did
     * @param isOver whether its time is over, so that anybody may take it
     * @param outsideChanges how many transactions of processes that did not hold the lease have changed something
     */
    record Standing(long epoch, String holder, boolean isOver, long outsideChanges) {}

    /**
     * How things stand, without waiting for anybody.
     *
     * @return what was committed last
     */
    Standing look();

    /**
     * Takes the turn to write: waits until every other transaction that has it has ended, and keeps it until this one
     * ends. What is read afterwards is what all of them have committed. Taking it twice in a transaction is harmless.
     *
     * @return how things stand now
     */
    Standing lock();

    /**
     * Takes the lease, under the next epoch, and tells the other processes when that is committed.
     *
     * @param holder the name of this process
     * @param length until when, from now on
     * @return the new epoch
     */
    long take(String holder, Duration length);

    /**
     * Moves the end of the lease.
     *
     * @param length until when, from now on
     */
    void prolong(Duration length);

    /** Ends the lease now, and tells the other processes when that is committed. */
    void release();

    /** Counts an outside change, and tells the other processes of it when it is committed. */
    void changedOutside();

    /** Tells the other processes that something was committed, once it is. They may miss it. */
    void signal();
}
