package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lasts over several connections of one client: its intents, its sequence, and the events it may ask for again. Guarded by the world's lock. */
final class GatewaySession {
    private static final int KEPT_EVENTS = 10_000;
    private static final int DISPATCH = 0;

    final String id;
    final long intents;
    private final Deque<ObjectNode> kept = new ArrayDeque<>();
    private int sequence;

    @Nullable
    GatewayConnection connection;

    @Nullable
    Instant detachedAt;

    GatewaySession(String id, long intents, GatewayConnection connection) {
        this.id = id;
        this.intents = intents;
        this.connection = connection;
    }

    boolean wants(long intent) {
        return intent == Intents.NONE || (intents & intent) != 0;
    }

    int sequence() {
        return sequence;
    }

    /** Numbers an event, keeps it for a replay, and sends it if somebody is connected. */
    void dispatch(String name, JsonNode data) {
        sequence++;
        ObjectNode frame = Json.object().put("op", DISPATCH);
        frame.set("d", data);
        frame.put("s", sequence).put("t", name);
        kept.addLast(frame);
        if (kept.size() > KEPT_EVENTS) {
            kept.removeFirst();
        }
        if (connection != null) {
            connection.send(frame);
        }
    }

    /** The events after a sequence number, oldest first. */
    List<ObjectNode> after(int seen) {
        return kept.stream().filter(frame -> frame.path("s").asInt() > seen).toList();
    }
}
