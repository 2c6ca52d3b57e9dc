package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Tells every open page what to look at again; one thread sends, so that the simulators never wait for a browser. */
final class EventStream implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EventStream.class.getName());
    private static final int PULSE_MILLIS = 500;
    private static final int PULSES_PER_PING = 30;

    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private final Supplier<String> calls;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread worker = new Thread(task, "sandbox-page-events");
        worker.setDaemon(true);
        return worker;
    });
    private String lastCalls = "";
    private int pulses;

    /** With what tells the calls so far apart: a different text means there were more. */
    EventStream(Supplier<String> calls) {
        this.calls = calls;
    }

    void register(RoutesConfig routes) {
        routes.sse("/api/events", this::join);
        var unused = thread.scheduleWithFixedDelay(this::pulse, PULSE_MILLIS, PULSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    void publish(String side, String kind, ObjectNode data) {
        String text = PageJson.write(data.put("side", side).put("kind", kind));
        try {
            thread.execute(() -> send("change", text));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "change after close: {0}", kind);
        }
    }

    private void join(SseClient client) {
        client.keepAlive();
        client.onClose(() -> clients.remove(client));
        try {
            // On the thread that tells the changes: whoever has been greeted misses none that comes after.
            thread.execute(() -> {
                client.sendEvent("hello", "{}");
                clients.add(client);
            });
        } catch (RejectedExecutionException e) {
            client.close();
        }
    }

    private void send(String event, String data) {
        clients.forEach(client -> client.sendEvent(event, data));
    }

    /** The calls have no feed of their own; and a comment now and then finds connections that are gone. */
    private void pulse() {
        try {
            String now = calls.get();
            if (!now.equals(lastCalls)) {
                lastCalls = now;
                send("calls", now);
            }
            pulses = (pulses + 1) % PULSES_PER_PING;
            if (pulses == 0) {
                clients.forEach(client -> client.sendComment("still here"));
            }
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the page could not be told of new calls", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        clients.forEach(SseClient::close);
        clients.clear();
    }
}
