package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;

/** The gateway's faults on demand. Safe for use by several threads. */
public final class SandboxGateway {
    private final World world;
    private final Gateway gateway;

    SandboxGateway(World world, Gateway gateway) {
        this.world = world;
        this.gateway = gateway;
    }

    /**
     * How many sessions a client is connected to.
     *
     * @return the number of identified connections
     */
    public int sessions() {
        return world.locked(gateway::connectedSessions);
    }

    /**
     * Waits until this many sessions are connected.
     *
     * @param count the number, exactly
     * @param limit longest time to wait
     * @throws SandboxTimeoutException if it is not reached in time
     */
    public void awaitSessions(int count, Duration limit) {
        world.await(
                limit,
                () -> gateway.connectedSessions() == count ? Boolean.TRUE : null,
                () -> gateway.connectedSessions() + " sessions are connected, not " + count);
    }

    /** Cuts every connection without a word. Sessions stay: clients resume and get what they missed. */
    public void drop() {
        world.run(() -> gateway.connections().forEach(connection -> {
            gateway.lost(connection, true);
            connection.cut();
        }));
    }

    /** Cuts every connection and forgets the sessions: resuming is refused, what happens meanwhile is lost to the client. */
    public void dropAndForget() {
        world.run(() -> {
            gateway.connections().forEach(connection -> {
                gateway.lost(connection, false);
                connection.cut();
            });
            gateway.forgetAllSessions();
        });
    }

    /** Asks every client to reconnect and resume (opcode 7). */
    public void askToReconnect() {
        world.run(() -> gateway.connections()
                .forEach(connection -> connection.send(Gateway.frame(GatewayProtocol.RECONNECT, null))));
    }

    /**
     * Tells every client that its session is invalid (opcode 9).
     *
     * @param resumable whether the client may resume it after all; if not, the session is forgotten
     */
    public void invalidate(boolean resumable) {
        world.run(() -> gateway.connections().forEach(connection -> {
            GatewaySession session = connection.session;
            connection.send(Gateway.frame(GatewayProtocol.INVALID_SESSION, BooleanNode.valueOf(resumable)));
            if (!resumable && session != null) {
                gateway.forget(session);
                connection.session = null;
            }
        }));
    }

    /**
     * Closes every connection with a close code.
     *
     * @param code the WebSocket close code, for example 4000
     */
    public void close(int code) {
        world.run(() -> gateway.connections().forEach(connection -> {
            gateway.lost(connection, true);
            connection.close(code, "closed on demand");
        }));
    }

    /**
     * Turns new connections away, until allowed again; those that are open stay.
     *
     * @param refuse whether to refuse
     */
    public void refuseConnections(boolean refuse) {
        world.run(() -> gateway.refusing(refuse));
    }
}
