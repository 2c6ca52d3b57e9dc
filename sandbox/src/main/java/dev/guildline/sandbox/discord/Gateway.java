package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All gateway sessions: hands every event to each session that asked for its kind. State guarded by the world's lock. */
final class Gateway {
    private final World world;
    private final Map<String, GatewaySession> sessions = new LinkedHashMap<>();
    private final Set<GatewayConnection> connections = new LinkedHashSet<>();
    private boolean refusing;

    Gateway(World world) {
        this.world = world;
    }

    /** Sends an event to every session with that intent. Call with the world's lock held, so that events keep their order. */
    void dispatch(String name, long intent, ObjectNode data) {
        dispatch(name, intent, data, data);
    }

    /** As {@link #dispatch(String, long, ObjectNode)}, with another body for sessions that may not read message content. */
    void dispatch(String name, long intent, ObjectNode data, ObjectNode withoutContent) {
        forgetExpired();
        for (GatewaySession session : sessions.values()) {
            if (session.wants(intent)) {
                session.dispatch(name, session.wants(Intents.MESSAGE_CONTENT) ? data : withoutContent);
            }
        }
    }

    boolean isRefusing() {
        return refusing;
    }

    void refusing(boolean value) {
        refusing = value;
    }

    void connected(GatewayConnection connection) {
        connections.add(connection);
    }

    GatewaySession open(GatewayConnection connection, String id, long intents) {
        GatewaySession session = new GatewaySession(id, intents, connection);
        connection.session = session;
        sessions.put(id, session);
        world.announce(SandboxChange.Kind.GATEWAY, null, null, null);
        return session;
    }

    @Nullable
    GatewaySession find(String id) {
        forgetExpired();
        return sessions.get(id);
    }

    /** Gives a session to a new connection; the old one, if still there, is dropped. */
    void attach(GatewaySession session, GatewayConnection connection) {
        GatewayConnection before = session.connection;
        if (before != null) {
            before.session = null;
            before.cut();
            connections.remove(before);
        }
        session.connection = connection;
        session.detachedAt = null;
        connection.session = session;
        world.announce(SandboxChange.Kind.GATEWAY, null, null, null);
    }

    /** A connection is gone; its session waits for a resume, or ends with it. */
    void lost(GatewayConnection connection, boolean resumable) {
        connections.remove(connection);
        GatewaySession session = connection.session;
        connection.session = null;
        if (session == null || session.connection != connection) {
            return;
        }
        session.connection = null;
        session.detachedAt = world.now();
        if (!resumable) {
            sessions.remove(session.id);
        }
        world.announce(SandboxChange.Kind.GATEWAY, null, null, null);
    }

    List<GatewayConnection> connections() {
        return new ArrayList<>(connections);
    }

    /** Sessions somebody is connected to. */
    int connectedSessions() {
        return (int) sessions.values().stream()
                .filter(session -> session.connection != null)
                .count();
    }

    void forgetAllSessions() {
        sessions.clear();
    }

    void forget(GatewaySession session) {
        sessions.remove(session.id);
    }

    private void forgetExpired() {
        Instant oldest = world.now().minus(world.settings.sessionLifetime());
        sessions.values().removeIf(session -> session.detachedAt != null && session.detachedAt.isBefore(oldest));
    }

    static ObjectNode frame(int op, @Nullable JsonNode data) {
        ObjectNode frame = Json.object().put("op", op);
        frame.set("d", data);
        return frame.putNull("s").putNull("t");
    }
}
