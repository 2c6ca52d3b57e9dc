package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.usecase.Casework;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.Knowledge;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Discord for one of several processes: Discord tells everything to every connection of a bot, so only the process that
 * makes the deliveries is logged in. Switching takes effect in the background, in order. Thread-safe.
 *
 * <pre>{@code
 * SwitchedDiscord discord = SwitchedDiscord.with(DiscordConfig.fromEnvironment(System.getenv()));
 * GuildlineListener listener = new GuildlineListener() {
 *     public void activeChanged(boolean active) {
 *         discord.turn(active);
 *     }
 * };
 * }</pre>
 *
 * <p>What is sent before the login has succeeded waits for it; what is sent while switched off fails as {@code
 * Retryable}.
 */
public final class SwitchedDiscord implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SwitchedDiscord.class.getName());
    private static final Duration BETWEEN_LOGINS = Duration.ofSeconds(3);

    private final DiscordConfig config;
    private final CallObserver observer;
    private final ExecutorService switching = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "guildline-discord-login");
        thread.setDaemon(true);
        return thread;
    });

    /** Given up when there is nothing to wait for any more: a login that failed is tried again after a while. */
    private final Semaphore changes = new Semaphore(0);

    private final CompletableFuture<DrivingPorts> ports = new CompletableFuture<>();
    private final ChatChannel channel = channelOfWhoeverIsLoggedIn();
    private CompletableFuture<DiscordAdapter> login = new CompletableFuture<>();
    private volatile boolean wanted;
    private volatile String trouble = "";

    private SwitchedDiscord(DiscordConfig config, CallObserver observer) {
        this.config = config;
        this.observer = observer;
    }

    /**
     * Makes one that is switched off.
     *
     * @param config how Discord is reached
     * @return it; to be closed by the caller
     */
    public static SwitchedDiscord with(DiscordConfig config) {
        return with(config, CallObserver.NONE);
    }

    /**
     * Makes one that is switched off.
     *
     * @param config how Discord is reached
     * @param observer told of every call to Discord's REST API
     * @return it; to be closed by the caller
     */
    public static SwitchedDiscord with(DiscordConfig config, CallObserver observer) {
        return new SwitchedDiscord(config, observer);
    }

    /**
     * The way to customers.
     *
     * @return always the same channel, with all abilities that Discord has
     */
    public ChatChannel channel() {
        return channel;
    }

    /**
     * Begins to pass on what happens, as {@link DiscordAdapter#start} does, whenever it is switched on.
     *
     * @param conversations told what customers write, ask and choose
     * @param casework told what they report
     * @param knowledge asked for what is shown after a report
     * @throws IllegalStateException if it was started before
     */
    public void start(Conversations conversations, Casework casework, Knowledge knowledge) {
        if (!ports.complete(new DrivingPorts(conversations, casework, knowledge))) {
            throw new IllegalStateException("Discord was started before");
        }
    }

    /**
     * Logs in now and stays so, for a process that is alone.
     *
     * @throws IllegalArgumentException if Discord refuses the token, saying what to do
     * @throws PortException if Discord cannot be reached
     */
    public void logIn() {
        wanted = true;
        loggedIn(DiscordAdapter.connect(config, observer));
    }

    /**
     * Switches on or off. Returns at once; a login that fails is tried again until it succeeds or is not wanted any
     * more.
     *
     * @param on whether to be logged in
     */
    public void turn(boolean on) {
        wanted = on;
        changes.release();
        switching.execute(on ? this::logInAtLast : this::logOut);
    }

    private void logInAtLast() {
        while (wanted) {
            try {
                changes.drainPermits();
                loggedIn(DiscordAdapter.connect(config, observer));
                return;
            } catch (RuntimeException e) {
                // Whatever it is: without a login nothing reaches customers, so it is tried until it succeeds.
                trouble = String.valueOf(e.getMessage());
                LOG.log(System.Logger.Level.WARNING, "Discord does not let us in: {0}", trouble);
            }
            try {
                boolean unused = changes.tryAcquire(BETWEEN_LOGINS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void loggedIn(DiscordAdapter adapter) {
        trouble = "";
        CompletionStage<Void> unused =
                ports.thenAccept(told -> adapter.start(told.conversations(), told.casework(), told.knowledge()));
        synchronized (this) {
            login.complete(adapter);
        }
    }

    private void logOut() {
        CompletableFuture<DiscordAdapter> before;
        synchronized (this) {
            before = login;
            login = new CompletableFuture<>();
        }
        boolean never = before.completeExceptionally(
                new PortException.Retryable("not logged in to Discord: another process is", null));
        if (!never) {
            before.join().close();
        }
    }

    private synchronized CompletableFuture<DiscordAdapter> login() {
        return login;
    }

    /**
     * How the connection is. Ready also while it is switched off: another process is there then.
     *
     * @return always the same check
     */
    public HealthCheck health() {
        return new HealthCheck() {
            @Override
            public String name() {
                return "discord";
            }

            @Override
            public Health check() {
                if (!wanted) {
                    return new Health(true, "another process is logged in");
                }
                DiscordAdapter adapter = login().getNow(null);
                return adapter == null
                        ? new Health(false, trouble.isEmpty() ? "not connected yet" : trouble)
                        : adapter.health().check();
            }
        };
    }

    /** Logs out. What waits for a login fails. */
    @Override
    public void close() {
        turn(false);
        switching.shutdown();
        try {
            if (!switching.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "logging out of Discord takes too long; it is left behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has every ability that the channel of a login has: core asks for them before there is one. */
    private ChatChannel channelOfWhoeverIsLoggedIn() {
        return (ChatChannel) Proxy.newProxyInstance(
                DirectMessages.class.getClassLoader(),
                DirectMessages.class.getInterfaces(),
                (proxy, method, arguments) -> called(proxy, method, arguments));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it is what the method of the interface returns
    private @Nullable Object called(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("id")) {
            return UserAddress.CHANNEL;
        } else if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(this);
                default -> "Discord, while logged in";
            };
        } else if (CompletionStage.class.isAssignableFrom(method.getReturnType())) {
            return login().thenCompose(adapter -> stage(adapter, method, arguments));
        }
        // A courtesy that nobody waits for, or a question to which the answer is no as long as nobody is logged in.
        DiscordAdapter adapter = login().getNow(null);
        if (adapter == null) {
            return method.getReturnType() == boolean.class ? (Object) false : null;
        }
        return method.invoke(adapter.channel(), arguments);
    }

    @SuppressWarnings("unchecked")
    private static CompletionStage<Object> stage(
            DiscordAdapter adapter, Method method, @Nullable Object @Nullable [] arguments) {
        try {
            return (CompletionStage<Object>) method.invoke(adapter.channel(), arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            return CompletableFuture.failedFuture(e.getCause());
        }
    }
}
