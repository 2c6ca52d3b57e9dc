package dev.guildline.sandbox.discord;

import org.jspecify.annotations.Nullable;

/**
 * Something in the local Discord that a client window would redraw.
 *
 * @param kind what happened
 * @param channelId id of the channel it happened in; null where it concerns no channel
 * @param messageId id of the message it concerns; null where there is none
 * @param userId id of the only person who can see it; null where everybody in the channel can
 */
public record SandboxChange(
        Kind kind,
        @Nullable String channelId,
        @Nullable String messageId,
        @Nullable String userId) {
    /** The kinds of change. */
    public enum Kind {
        /** A message appeared, also one that only {@code userId} sees. */
        MESSAGE_CREATED,
        /** A message's text, embeds, components or reactions changed. */
        MESSAGE_EDITED,
        /** A message is gone. */
        MESSAGE_DELETED,
        /** Somebody types; shown for ten seconds or until that account writes. */
        TYPING,
        /** The bot opened a modal for {@code userId}. */
        MODAL_OPENED,
        /** An interaction was sent, acknowledged or answered with choices. */
        INTERACTION,
        /** A channel or thread was made or changed. */
        CHANNEL,
        /** The bot changed its commands. */
        COMMANDS,
        /** A person was added or changed. */
        USER,
        /** A gateway session began, was lost, or was taken up again. */
        GATEWAY
    }
}
