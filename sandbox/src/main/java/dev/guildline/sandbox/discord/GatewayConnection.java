package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.Deflater;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;

/** One open WebSocket: frames out in order, as text or through one deflate stream for the whole connection. */
final class GatewayConnection {
    private static final int CHUNK = 8192;
    private static final int FRAMES_PER_MINUTE = 120;
    private static final int WINDOW_SECONDS = 60;

    private final Session socket;
    private final @Nullable Deflater deflater;
    private final Deque<Instant> received = new ArrayDeque<>();
    private boolean open = true;

    /** The session it serves, once identified or resumed. Guarded by the world's lock. */
    @Nullable
    GatewaySession session;

    GatewayConnection(Session socket, boolean compressed) {
        this.socket = socket;
        this.deflater = compressed ? new Deflater() : null;
    }

    synchronized void send(ObjectNode frame) {
        if (!open) {
            return;
        }
        String text = Json.write(frame);
        if (deflater == null) {
            socket.sendText(text, Callback.NOOP);
        } else {
            socket.sendBinary(ByteBuffer.wrap(deflate(deflater, text)), Callback.NOOP);
        }
    }

    private static byte[] deflate(Deflater deflater, String text) {
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        int written = CHUNK;
        while (written == CHUNK) {
            written = deflater.deflate(chunk, 0, CHUNK, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, written);
        }
        return out.toByteArray();
    }

    void close(int code, String reason) {
        ended();
        socket.close(code, reason, Callback.NOOP);
    }

    /** Cuts the connection without a closing handshake. */
    void cut() {
        ended();
        socket.disconnect();
    }

    synchronized void ended() {
        if (open && deflater != null) {
            deflater.end();
        }
        open = false;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** Notes a frame of the client; false once it sends more than Discord takes. */
    synchronized boolean within(Instant now) {
        received.addLast(now);
        while (received.getFirst().isBefore(now.minusSeconds(WINDOW_SECONDS))) {
            received.removeFirst();
        }
        return received.size() <= FRAMES_PER_MINUTE;
    }
}
