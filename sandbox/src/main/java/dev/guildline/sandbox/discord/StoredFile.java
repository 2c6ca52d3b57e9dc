package dev.guildline.sandbox.discord;

import org.jspecify.annotations.Nullable;

/** A file as the CDN keeps it. */
@SuppressWarnings("ArrayRecordComponent") // told apart by id, never compared by content
record StoredFile(
        long id,
        long channelId,
        String filename,
        @Nullable String contentType,
        @Nullable String description,
        byte[] bytes) {
    /** Where the file is served, relative to the sandbox's root. */
    String path() {
        return "/attachments/" + channelId + "/" + id + "/" + filename;
    }
}
