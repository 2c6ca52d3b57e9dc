package dev.guildline.sandbox.discord;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Hands changes to listeners one after another on a thread of its own, so that a listener may call the sandbox freely. */
final class ChangeFeed implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());

    private final List<Consumer<SandboxChange>> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "sandbox-discord-changes");
        worker.setDaemon(true);
        return worker;
    });

    Runnable subscribe(Consumer<SandboxChange> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void publish(SandboxChange change) {
        if (listeners.isEmpty()) {
            return;
        }
        try {
            thread.execute(() -> listeners.forEach(listener -> tell(listener, change)));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "change after close: {0}", change.kind());
        }
    }

    private static void tell(Consumer<SandboxChange> listener, SandboxChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener failed on " + change.kind(), e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
