package dev.guildline.core;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.relay.Commit;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.RetryCause;

/**
 * Is told what happens, for metrics and displays. Calls come from the thread that writes, in order, after the commit;
 * methods must be quick and must not throw. Nothing is told again after a crash: what must not be missed belongs into
 * the stores.
 */
public interface GuildlineListener {
    /** Hears nothing. */
    GuildlineListener NONE = new GuildlineListener() {};

    /**
     * A conversation began or changed: its state, its entries, what is known of it.
     *
     * @param conversation as it is now
     */
    default void conversationChanged(Conversation conversation) {}

    /**
     * A delivery came to an end.
     *
     * @param delivery as it is now
     */
    default void deliveryEnded(Delivery delivery) {}

    /**
     * An attempt at a delivery came to nothing, and another one will follow.
     *
     * @param delivery as it is now
     * @param cause why
     */
    default void deliveryPostponed(Delivery delivery, RetryCause cause) {}

    /**
     * Something was written. Told before anything that follows from it.
     *
     * @param commit what, and how long it took
     */
    default void committed(Commit commit) {}

    /**
     * Something could not be written. Whoever asked for it is told, and repeats it.
     *
     * @param unclear whether it may have been written after all; if it was, it is not told as {@link #committed}
     */
    default void commitFailed(boolean unclear) {}

    /**
     * This process begins or ceases to be the one that makes deliveries. Told only where several processes share the
     * store: connections that only one of them may have are made and ended by it.
     *
     * @param active whether it is the one from now on
     */
    default void activeChanged(boolean active) {}
}
