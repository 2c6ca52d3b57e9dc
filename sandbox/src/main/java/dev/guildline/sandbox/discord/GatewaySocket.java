package dev.guildline.sandbox.discord;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.websocket.api.Session;

/** Joins the web server's WebSocket to the gateway protocol. */
final class GatewaySocket {
    private static final int NORMAL_CLOSE = 1000;
    private static final int GOING_AWAY = 1001;
    private static final int TRY_AGAIN_LATER = 1013;

    private final World world;
    private final Gateway gateway;
    private final GatewayProtocol protocol;
    private final Map<Session, GatewayConnection> connections = new ConcurrentHashMap<>();

    GatewaySocket(World world, Gateway gateway, GatewayProtocol protocol) {
        this.world = world;
        this.gateway = gateway;
        this.protocol = protocol;
    }

    void register(RoutesConfig routes) {
        routes.ws("/", socket -> {
            socket.onConnect(this::opened);
            socket.onMessage(message -> {
                GatewayConnection connection = connections.get(message.session);
                if (connection != null) {
                    world.run(() -> protocol.received(connection, message.message()));
                }
            });
            socket.onClose(close -> closed(close, close.status()));
            socket.onError(error -> closed(error, 0));
        });
    }

    private void opened(WsContext context) {
        String compress = context.queryParam("compress");
        GatewayConnection connection = new GatewayConnection(context.session, "zlib-stream".equals(compress));
        connections.put(context.session, connection);
        world.run(() -> {
            if (gateway.isRefusing()) {
                connection.close(TRY_AGAIN_LATER, "Try again later.");
            } else {
                protocol.opened(connection);
            }
        });
    }

    /** A client that says goodbye gives its session up; one that vanishes may come back to it. */
    private void closed(WsContext context, int code) {
        GatewayConnection connection = connections.remove(context.session);
        if (connection != null) {
            connection.ended();
            world.run(() -> gateway.lost(connection, code != NORMAL_CLOSE && code != GOING_AWAY));
        }
    }
}
