package dev.guildline.adapter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, with no client between that would mend them, and reads what comes back. */
final class RawExchange {
    private RawExchange() {}

    /** Sends, says that nothing more will come, and reads to the end. */
    static String sendAndEnd(URI server, byte[] bytes) throws IOException {
        return exchange(server, bytes, true);
    }

    /** Sends, stays connected without another byte, and reads until the server hangs up. */
    static String sendAndWait(URI server, String text) throws IOException {
        return exchange(server, text.getBytes(StandardCharsets.ISO_8859_1), false);
    }

    static String sendAndEnd(URI server, String text) throws IOException {
        return sendAndEnd(server, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String exchange(URI server, byte[] bytes, boolean end) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(bytes);
                socket.getOutputStream().flush();
                if (end) {
                    socket.shutdownOutput();
                }
                InputStream in = socket.getInputStream();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    answer.write(next);
                }
            } catch (SocketException e) {
                // Hung up on: what was read before is the answer.
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    static int status(String answer) {
        return answer.startsWith("HTTP/1.1 ") ? Integer.parseInt(answer.substring(9, 12)) : -1;
    }
}
