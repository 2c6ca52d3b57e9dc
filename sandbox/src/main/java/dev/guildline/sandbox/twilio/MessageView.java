package dev.guildline.sandbox.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation: a snapshot.
 *
 * @param sid IM sid
 * @param index its place in the conversation, gaps are possible
 * @param author the author as written
 * @param authorName what Flex shows on the bubble
 * @param kind what sort of author that is
 * @param participantSid the author's participant; null where the author is none
 * @param body the text; null where it has none
 * @param media its file; null where it has none
 * @param attributes JSON text
 * @param createdAt when it was posted
 * @param edited whether it was changed since
 */
public record MessageView(
        String sid,
        int index,
        String author,
        String authorName,
        Kind kind,
        @Nullable String participantSid,
        @Nullable String body,
        @Nullable MediaView media,
        String attributes,
        Instant createdAt,
        boolean edited) {

    /** What sort of author a message has. */
    public enum Kind {
        /** The customer participant. */
        CUSTOMER,
        /** Somebody writing by REST under a name that is no participant: a virtual agent. */
        BOT,
        /** A worker. */
        AGENT,
        /** The author {@code system}. */
        SYSTEM
    }
}
