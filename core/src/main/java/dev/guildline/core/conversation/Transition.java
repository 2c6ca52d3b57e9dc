package dev.guildline.core.conversation;

/** What a signal does to a conversation. Never an exception: a signal that comes late or twice is everyday life. */
public sealed interface Transition {
    /**
     * Somebody else speaks now: the state changes and the epoch rises.
     *
     * @param next the new state
     * @param event what was decided
     */
    record Moved(ConversationState next, ConversationEvent event) implements Transition {}

    /** The signal is taken and nothing changes. */
    record Stayed() implements Transition {}

    /** The signal is out of date or repeated; nothing happens. */
    record Ignored() implements Transition {}

    /** The conversation is over and cannot take it; the one who signalled should be told. */
    record Refused() implements Transition {}
}
