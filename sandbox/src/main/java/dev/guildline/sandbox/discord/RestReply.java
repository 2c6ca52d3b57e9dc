package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a route answers. */
record RestReply(int status, @Nullable JsonNode body) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NO_CONTENT = 204;

    static RestReply ok(JsonNode body) {
        return new RestReply(OK, body);
    }

    static RestReply created(JsonNode body) {
        return new RestReply(CREATED, body);
    }

    static RestReply nothing() {
        return new RestReply(NO_CONTENT, null);
    }
}
