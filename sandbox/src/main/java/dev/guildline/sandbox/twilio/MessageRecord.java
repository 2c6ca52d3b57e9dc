package dev.guildline.sandbox.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message of a conversation. Guarded by the state's lock. */
final class MessageRecord {
    final String sid = Sids.next("IM");
    final int index;
    final Instant created;
    final @Nullable MediaItem media;
    String author;

    @Nullable
    String participantSid;

    @Nullable
    String body;

    String attributes;
    Instant updated;
    boolean edited;

    MessageRecord(
            int index,
            String author,
            @Nullable String participantSid,
            @Nullable String body,
            String attributes,
            @Nullable MediaItem media,
            Instant now) {
        this.index = index;
        this.author = author;
        this.participantSid = participantSid;
        this.body = body;
        this.attributes = attributes;
        this.media = media;
        this.created = now;
        this.updated = now;
    }
}
