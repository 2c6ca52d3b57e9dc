package dev.guildline.app.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A load balancer for connections: takes turns between ports, and tries the next one where nobody listens. */
final class FrontDoor implements AutoCloseable {
    private static final int CONNECT_MILLIS = 300;

    private final List<Integer> ports;
    private final ServerSocket door;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "front-door");
        thread.setDaemon(true);
        return thread;
    });

    FrontDoor(List<Integer> ports) {
        this.ports = List.copyOf(ports);
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::receive);
    }

    int port() {
        return door.getLocalPort();
    }

    private void receive() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                threads.execute(() -> connect(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket caller) {
        int first = turn.getAndIncrement();
        for (int i = 0; i < ports.size(); i++) {
            Socket instance = new Socket();
            try {
                instance.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), ports.get(Math.floorMod(first + i, ports.size()))),
                        CONNECT_MILLIS);
                instance.setTcpNoDelay(true);
                caller.setTcpNoDelay(true);
                threads.execute(() -> pump(caller, instance));
                threads.execute(() -> pump(instance, caller));
                return;
            } catch (IOException refused) {
                close(instance);
            }
        }
        close(caller);
    }

    /** Either end closes both. */
    private static void pump(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException cut) {
            // Nobody to tell: the other end sees its connection close.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no use any more in any case.
        }
    }

    @Override
    public void close() {
        close(door);
        threads.shutdownNow();
    }
}
