package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer: JSON, a file, or nothing.
 *
 * @param status HTTP status
 * @param json the body, absent for no content and for a file
 * @param file the file whose bytes are the body
 * @param etag the version of the resource, where it has one
 */
record RestReply(
        int status,
        @Nullable JsonNode json,
        @Nullable MediaItem file,
        @Nullable String etag) {

    static RestReply ok(JsonNode json) {
        return new RestReply(200, json, null, null);
    }

    static RestReply created(JsonNode json) {
        return new RestReply(201, json, null, null);
    }

    static RestReply noContent() {
        return new RestReply(204, null, null, null);
    }

    static RestReply content(MediaItem file) {
        return new RestReply(200, null, file, null);
    }

    RestReply withEtag(String tag) {
        return new RestReply(status, json, file, tag);
    }
}
