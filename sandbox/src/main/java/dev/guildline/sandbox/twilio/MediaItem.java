package dev.guildline.sandbox.twilio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An uploaded file. Guarded by the state's lock; the bytes never change. */
final class MediaItem {
    final String sid = Sids.next("ME");
    final String serviceSid;
    final String contentType;
    final @Nullable String filename;
    final byte[] bytes;
    final @Nullable String author;
    final Instant created;

    @Nullable
    String messageSid;

    @Nullable
    String conversationSid;

    MediaItem(
            String serviceSid,
            String contentType,
            @Nullable String filename,
            byte[] bytes,
            @Nullable String author,
            Instant now) {
        this.serviceSid = serviceSid;
        this.contentType = contentType;
        this.filename = filename;
        this.bytes = bytes;
        this.author = author;
        this.created = now;
    }
}
