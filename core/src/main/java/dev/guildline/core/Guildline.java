package dev.guildline.core;

import dev.guildline.core.internal.Assembly;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.knowledge.KnowledgeBase;
import dev.guildline.core.usecase.Admission;
import dev.guildline.core.usecase.Casework;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.Knowledge;
import dev.guildline.core.usecase.Operations;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The door to Guildline: put together by {@link #builder()}, used through its driving ports. Thread-safe.
 *
 * <pre>{@code
 * try (Guildline guildline = Guildline.builder().channel(channel).build()) {
 *     guildline.start();
 *     guildline.conversations().customerWrote(message);
 * }
 * }</pre>
 */
public final class Guildline implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Guildline.class.getName());
    private static final Duration TICK = Duration.ofMillis(200);

    /** How long closing waits for deliveries under way: longer than an adapter waits for an answer. */
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

    private static final Duration LONGEST_HAND_OVER = Duration.ofSeconds(3);

    private final Assembly assembly;
    private @Nullable ScheduledExecutorService ticker;
    private @Nullable ScheduledFuture<?> ticking;

    Guildline(Assembly assembly) {
        this.assembly = assembly;
    }

    /**
     * Begins to put one together.
     *
     * @return a builder with everything in memory
     */
    public static GuildlineBuilder builder() {
        return new GuildlineBuilder();
    }

    /**
     * The virtual agent that is used unless {@link GuildlineBuilder#virtualAgent} gives another: to measure it, or to
     * fall back on it from an own one.
     *
     * @param knowledge what it answers from
     * @return it; keeps nothing between turns, thread-safe
     */
    public static VirtualAgent virtualAgent(KnowledgeBase knowledge) {
        return Assembly.virtualAgent(knowledge);
    }

    /**
     * Takes out of customers' words what may tell who somebody is, or opens a door: mail addresses, numbers, names on
     * Discord, secrets; rather too much than too little. For whoever hands such words on to where they are not needed
     * whole.
     *
     * @param words what a customer wrote
     * @param longest how many characters to keep at most
     * @return the words on one line, with marks such as {@code [email]} where something was
     */
    public static String withoutPersonalData(String words, int longest) {
        return Assembly.withoutPersonalData(words, longest);
    }

    /**
     * What happens in conversations.
     *
     * @return always the same
     */
    public Conversations conversations() {
        return assembly.conversations();
    }

    /**
     * What happens to cases.
     *
     * @return always the same
     */
    public Casework casework() {
        return assembly.casework();
    }

    /**
     * Who may come in.
     *
     * @return always the same
     */
    public Admission admission() {
        return assembly.admission();
    }

    /**
     * What the brand knows.
     *
     * @return always the same
     */
    public Knowledge knowledge() {
        return assembly.knowledge();
    }

    /**
     * What keeps Guildline going.
     *
     * @return always the same
     */
    public Operations operations() {
        return assembly.operations();
    }

    /**
     * Takes up what an earlier process left and begins to do by itself what becomes due, on one thread of its own.
     * Where several processes share the store and another one makes the deliveries, this one stands by, does everything
     * else, and takes over when the other one ends ({@link GuildlineListener#activeChanged}). Without it, call {@link Operations#resume()} and {@link Operations#tick()}.
     *
     * @throws IllegalStateException if it was started before
     * @throws dev.guildline.core.error.PortException if the store cannot be read
     */
    public synchronized void start() {
        if (ticker != null) {
            throw new IllegalStateException("started already");
        }
        ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "guildline-ticker");
            thread.setDaemon(true);
            return thread;
        });
        ticker = made;
        try {
            operations().resume().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        ticking = made.scheduleWithFixedDelay(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Begins no further delivery. What is pending is kept, and taken up by the next start or by another process. If it
     * was started, waits up to ten seconds for deliveries under way, and lets another process take over at once. May be
     * called twice.
     */
    @Override
    public synchronized void close() {
        CompletionStage<Void> drained = assembly.stop();
        ScheduledExecutorService stopping = ticker;
        if (stopping == null || stopping.isShutdown()) {
            return;
        }
        await(drained, LONGEST_DRAIN, "deliveries are still under way; the next start looks what became of them");
        await(assembly.handOver(), LONGEST_HAND_OVER, "the lease was not given up; others wait until it is over");
        if (ticking != null) {
            ticking.cancel(false);
        }
        stopping.shutdown();
    }

    private static void await(CompletionStage<?> stage, Duration longest, String otherwise) {
        try {
            stage.toCompletableFuture().get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, otherwise);
        }
    }

    private void tick() {
        try {
            operations().tick();
        } catch (RuntimeException e) {
            // An exception would end the ticking for good.
            LOG.log(System.Logger.Level.ERROR, "the relay could not be ticked", e);
        }
    }
}
