package dev.guildline.sandbox.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An answer: JSON, bytes, or nothing.
 *
 * @param status HTTP status
 * @param json the body, absent for no content and for bytes
 * @param bytes the body of a file
 * @param contentType the type of the bytes
 * @param etag the version of the resource, where it has one
 */
record RestReply(
        int status,
        @Nullable JsonNode json,
        byte @Nullable [] bytes,
        @Nullable String contentType,
        @Nullable String etag) {

    static RestReply ok(JsonNode json) {
        return new RestReply(200, json, null, null, null);
    }

    static RestReply created(JsonNode json) {
        return new RestReply(201, json, null, null, null);
    }

    static RestReply noContent() {
        return new RestReply(204, null, null, null, null);
    }

    static RestReply file(byte[] bytes, String contentType) {
        return new RestReply(200, null, bytes, contentType, null);
    }

    RestReply withEtag(String tag) {
        return new RestReply(status, json, bytes, contentType, tag);
    }
}
