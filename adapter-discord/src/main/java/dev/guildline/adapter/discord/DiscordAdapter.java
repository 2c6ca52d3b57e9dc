package dev.guildline.adapter.discord;

import dev.guildline.core.error.PortException;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.health.CallObserver;
import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.Casework;
import dev.guildline.core.usecase.Conversations;
import dev.guildline.core.usecase.Knowledge;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Guildline on Discord: direct messages both ways, the commands {@code /helpme}, {@code /bug} and {@code
 * /new_feature}, buttons. Either logs in by itself or joins a bot that is already there. Thread-safe.
 *
 * <pre>{@code
 * try (DiscordAdapter discord = DiscordAdapter.connect(DiscordConfig.fromEnvironment(System.getenv()))) {
 *     // make core with discord.channel(), then pass events on:
 *     discord.start(conversations, casework, knowledge);
 * }
 * }</pre>
 *
 * <p>What happens on Discord between connecting and {@link #start} is kept and passed on then, in order; commands are
 * acknowledged meanwhile. Start within some minutes all the same: Discord does not let a command be answered later than
 * fifteen.
 */
public final class DiscordAdapter implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration GOODBYE = Duration.ofSeconds(5);
    private static final int LONGEST_RECONNECT_SECONDS = 60;
    private static final int IDLE_CONNECTIONS = 5;
    private static final int IDLE_SECONDS = 10;

    private final CompletableFuture<DrivingPorts> ports = new CompletableFuture<>();
    private final ExecutorService threads;
    private final GatewayHealth health;
    private final GatewayListener listener;
    private final JDA jda;
    private final boolean ownBot;
    private final DirectMessages channel;

    private DiscordAdapter(
            boolean ownBot, Duration patience, DiscordConfig.Threads mode, @Nullable URI apiUrl, Login login) {
        this.ownBot = ownBot;
        this.threads = AdapterThreads.create();
        StubbornCall calls = new StubbornCall(threads, RetryPolicy.DEFAULT);
        PrivateChannels channels = new PrivateChannels();
        PrivateThreads privateThreads = new PrivateThreads(mode);
        PublicAskers askers = new PublicAskers();
        CustomerLanes lanes = new CustomerLanes(threads);
        WordsForCore words = new WordsForCore(ports, calls);
        MissedMessages missed = new MissedMessages(ports, channels, privateThreads, lanes, words, calls, threads);
        this.health = new GatewayHealth(missed::progress);
        this.listener = new GatewayListener(
                new CustomerWords(words, channels, privateThreads, lanes, missed),
                new CustomerChanges(words, channels, privateThreads, lanes, missed),
                missed,
                new SlashCommands(ports, threads, patience, askers),
                new ChoiceButtons(ports, threads),
                health,
                new CommandRegistration(ownBot, calls));
        try {
            this.jda = login.with(listener, threads);
        } catch (RuntimeException e) {
            threads.shutdownNow();
            throw e;
        }
        health.watch(jda);
        this.channel = new DirectMessages(
                jda,
                channels,
                privateThreads,
                new OtherWay(jda, privateThreads, askers),
                new CustomerFiles(jda, channels, apiUrl),
                missed);
    }

    private interface Login {
        JDA with(GatewayListener listener, ExecutorService threads);
    }

    /**
     * Logs in. Blocks until Discord has accepted the token; the connection for events is made in the background, see
     * {@link #health}. The bot's commands become exactly those of Guildline.
     *
     * @param config how Discord is reached
     * @return the connected adapter; close it to log out
     * @throws IllegalArgumentException if Discord refuses the token, saying what to do
     * @throws PortException if Discord cannot be reached
     */
    public static DiscordAdapter connect(DiscordConfig config) {
        return connect(config, CallObserver.NONE);
    }

    /**
     * Logs in. Blocks until Discord has accepted the token; the connection for events is made in the background, see
     * {@link #health}. The bot's commands become exactly those of Guildline.
     *
     * @param config how Discord is reached
     * @param observer told of every call to Discord's REST API
     * @return the connected adapter; close it to log out
     * @throws IllegalArgumentException if Discord refuses the token, saying what to do
     * @throws PortException if Discord cannot be reached
     */
    public static DiscordAdapter connect(DiscordConfig config, CallObserver observer) {
        return connect(config, PATIENCE, observer);
    }

    /** As {@link #connect(DiscordConfig)}; how long a greeting may take before the one who asked is told so. */
    static DiscordAdapter connect(DiscordConfig config, Duration patience) {
        return connect(config, patience, CallObserver.NONE);
    }

    private static DiscordAdapter connect(DiscordConfig config, Duration patience, CallObserver observer) {
        return new DiscordAdapter(
                true,
                patience,
                config.threads(),
                config.apiUrlOrNull(),
                (listener, threads) -> login(config, observer, listener, threads));
    }

    /**
     * Joins a bot that is already there: adds a listener and Guildline's commands, and leaves everything else as it is.
     * Commands of the bot with the same names are replaced. Of a sharded bot, give the shard 0: direct messages arrive
     * there.
     *
     * @param jda the bot, connected or connecting, with the intent {@code DIRECT_MESSAGES}, and {@code
     *     GUILD_MESSAGES} if talks are to go on in private threads with customers who take no direct messages; stays
     *     yours to shut down
     * @return the adapter; closing it removes the listener
     * @throws IllegalArgumentException if the bot does not ask for direct messages
     */
    public static DiscordAdapter attachTo(JDA jda) {
        if (!jda.getGatewayIntents().contains(GatewayIntent.DIRECT_MESSAGES)) {
            throw new IllegalArgumentException(
                    "jda: add the intent DIRECT_MESSAGES where the JDA is built, or customers cannot be heard");
        }
        DiscordAdapter adapter = new DiscordAdapter(false, PATIENCE, threads(jda), null, (listener, threads) -> jda);
        jda.addEventListener(adapter.listener);
        if (jda.getStatus() == JDA.Status.CONNECTED) {
            adapter.listener.sessionBegan(jda);
        }
        return adapter;
    }

    /** What a bot that is already there can hear in threads. */
    private static DiscordConfig.Threads threads(JDA jda) {
        if (!jda.getGatewayIntents().contains(GatewayIntent.GUILD_MESSAGES)) {
            return DiscordConfig.Threads.OFF;
        }
        return jda.getGatewayIntents().contains(GatewayIntent.MESSAGE_CONTENT)
                ? DiscordConfig.Threads.FULL
                : DiscordConfig.Threads.MENTION;
    }

    private static EnumSet<GatewayIntent> intents(DiscordConfig.Threads mode) {
        return switch (mode) {
            case OFF -> EnumSet.of(GatewayIntent.DIRECT_MESSAGES);
            case MENTION -> EnumSet.of(GatewayIntent.DIRECT_MESSAGES, GatewayIntent.GUILD_MESSAGES);
            case FULL ->
                EnumSet.of(GatewayIntent.DIRECT_MESSAGES, GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT);
        };
    }

    private static JDA login(
            DiscordConfig config, CallObserver observer, GatewayListener listener, ExecutorService threads) {
        RestConfig rest = new RestConfig().setUserAgentSuffix("Guildline");
        config.apiUrl().ifPresent(url -> rest.setBaseUrl(url.toString()));
        if (config.threads() == DiscordConfig.Threads.MENTION) {
            // Read is what mentions us, and whoever writes otherwise is told so.
            Message.suppressContentIntentWarning();
        }
        EnumSet<GatewayIntent> intents = intents(config.threads());
        if (config.reactions()) {
            intents.add(GatewayIntent.DIRECT_MESSAGE_REACTIONS);
        }
        JDABuilder builder = JDABuilder.createLight(config.token().value(), intents)
                .setRestConfig(rest)
                .setHttpClientBuilder(new OkHttpClient.Builder()
                        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                        .addInterceptor(new CallMeter(observer)))
                .setRequestTimeoutRetry(false)
                .setRawEventsEnabled(true)
                .setEnableShutdownHook(false)
                .setMaxReconnectDelay(LONGEST_RECONNECT_SECONDS)
                .setCallbackPool(threads, false)
                .addEventListeners(listener);
        config.gatewayUrl().ifPresent(url -> builder.setSessionController(new OtherGateway(url.toString())));
        try {
            return builder.build();
        } catch (InvalidTokenException e) {
            throw new IllegalArgumentException(
                    DiscordConfig.TOKEN_KEY + ": Discord refuses this token; copy it anew from the Bot page of your"
                            + " application in the developer portal",
                    e);
        } catch (RuntimeException e) {
            throw DiscordErrors.of(e, "logging in");
        }
    }

    private static final class OtherGateway extends ConcurrentSessionController {
        private final String address;

        private OtherGateway(String address) {
            this.address = address;
        }

        @Override
        public String getGateway() {
            return address;
        }
    }

    /**
     * The way to customers. Ready to send as soon as the adapter is connected, also before {@link #start}.
     *
     * @return always the same channel
     */
    public ChatChannel channel() {
        return channel;
    }

    /**
     * Begins to pass on what happens, beginning with what has happened since the adapter was connected. What customers
     * with a conversation wrote while nobody listened is looked for, now and whenever Discord begins a new session.
     *
     * @param conversations told what customers write, ask and choose
     * @param casework told what they report
     * @param knowledge asked for what is shown after a report
     * @throws IllegalStateException if the adapter was started before
     */
    public void start(Conversations conversations, Casework casework, Knowledge knowledge) {
        if (!ports.complete(new DrivingPorts(conversations, casework, knowledge))) {
            throw new IllegalStateException("the adapter was started before");
        }
    }

    /**
     * How the connection is. Not ready while it is being made, or after Discord has refused it for good.
     *
     * @return always the same check
     */
    public HealthCheck health() {
        return health;
    }

    /**
     * Stops hearing Discord. A bot of our own is logged out, after what is being sent has gone out or five seconds have
     * passed; a bot that was joined goes on without us. Does nothing the second time.
     */
    @Override
    public void close() {
        jda.removeEventListener(listener);
        if (ownBot) {
            shutDown();
        }
        threads.shutdown();
    }

    private void shutDown() {
        jda.shutdown();
        try {
            if (!jda.awaitShutdown(GOODBYE)) {
                jda.shutdownNow();
            }
        } catch (InterruptedException e) {
            jda.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
