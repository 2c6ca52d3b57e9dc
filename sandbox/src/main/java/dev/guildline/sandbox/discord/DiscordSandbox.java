package dev.guildline.sandbox.discord;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A local Discord that any Discord library can log in to.
 *
 * <pre>{@code
 * try (DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults())) {
 *     SandboxUser amy = discord.user("amy", "Amy", "en-US");
 *     // start a bot on discord.restUrl(), discord.gatewayUrl() and discord.token(), then
 *     amy.sendDm("hello");
 *     amy.awaitDm(message -> message.fromBot(), Duration.ofSeconds(5));
 * }
 * }</pre>
 *
 * Listens on 127.0.0.1 only. Safe for use by several threads.
 */
public final class DiscordSandbox implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final int LARGEST_REQUEST_MIB = 26;
    private static final long MIB = 1024L * 1024;

    private final World world;
    private final Gateway gateway;
    private final Guilds guilds;
    private final CommandBook commands;
    private final PersonActions actions;
    private final SandboxFaults faults = new SandboxFaults();
    private final SandboxCalls calls;
    private final RestGate gate;
    private final SandboxGuild firstGuild;
    private final Javalin server;

    private DiscordSandbox(DiscordSandboxSettings settings) {
        world = new World(settings);
        gateway = new Gateway(world);
        GatewayProtocol protocol = new GatewayProtocol(world, gateway);
        guilds = new Guilds(world, gateway, protocol);
        commands = new CommandBook(world);
        Messages messages = new Messages(world, gateway);
        Interactions interactions = new Interactions(world, gateway, messages);
        actions = new PersonActions(world, messages, interactions, commands);
        calls = new SandboxCalls(world);
        gate = new RestGate(world, faults, calls);
        Followups followups = new Followups(world, messages, interactions);
        firstGuild = createGuild(settings.guildName());
        server = Javalin.create(config -> {
            server(config);
            new GatewaySocket(world, gateway, protocol).register(config.routes);
            new AccountRoutes(world).register(gate, config.routes);
            new ChannelRoutes(world, guilds, messages).register(gate, config.routes);
            new MessageRoutes(world, messages).register(gate, config.routes);
            new CommandRoutes(world, commands).register(gate, config.routes);
            new InteractionRoutes(messages, interactions, followups).register(gate, config.routes);
            new FileRoutes(world).register(config.routes);
            gate.addUnknown(config.routes);
        });
    }

    private static void server(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.jetty.host = HOST;
        config.http.maxRequestSize = LARGEST_REQUEST_MIB * MIB;
        config.jetty.multipartConfig.maxTotalRequestSize(LARGEST_REQUEST_MIB, SizeUnit.MB);
        config.jetty.multipartConfig.maxInMemoryFileSize(LARGEST_REQUEST_MIB, SizeUnit.MB);
        config.jetty.modifyWebSocketServletFactory(factory -> factory.setIdleTimeout(Duration.ZERO));
    }

    /**
     * Starts a local Discord with one server and no people.
     *
     * @param settings how it is set up
     * @return it, ready for clients
     */
    public static DiscordSandbox start(DiscordSandboxSettings settings) {
        DiscordSandbox sandbox = new DiscordSandbox(settings);
        try {
            sandbox.server.start(HOST, settings.port());
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
        sandbox.world.rootUrl("http://" + HOST + ":" + sandbox.server.port());
        return sandbox;
    }

    /**
     * Where the REST API is.
     *
     * @return base URL with the version, without a slash at the end
     */
    public String restUrl() {
        return world.rootUrl() + RestGate.ROOT;
    }

    /**
     * Where the gateway is.
     *
     * @return WebSocket URL without a path
     */
    public String gatewayUrl() {
        return world.rootUrl().replaceFirst("http", "ws");
    }

    /**
     * The bot's token.
     *
     * @return token without "Bot"
     */
    public String token() {
        return world.settings.token();
    }

    /**
     * The id of the bot's account, which is the application's id as well.
     *
     * @return Discord id
     */
    public String botId() {
        return Long.toUnsignedString(world.bot.id);
    }

    /**
     * The name people see for the bot.
     *
     * @return display name
     */
    public String botName() {
        return world.locked(world.bot::displayName);
    }

    /**
     * The first server.
     *
     * @return the server named in the settings
     */
    public SandboxGuild guild() {
        return firstGuild;
    }

    /**
     * Makes a further server; the bot and everybody known so far are members.
     *
     * @param name its name
     * @return the server
     */
    public SandboxGuild createGuild(String name) {
        return world.locked(() -> new SandboxGuild(world, guilds, guilds.create(name, world.settings.guildLocale())));
    }

    /**
     * The person with this user name; made, and a member of every server, if there is none.
     *
     * @param username unique name
     * @param displayName name shown to others; null to show the user name
     * @param locale Discord locale code of the client, for example {@code zh-TW}
     * @return the person
     */
    public SandboxUser user(String username, @Nullable String displayName, String locale) {
        return world.locked(() -> {
            Account account = world.accounts.values().stream()
                    .filter(known -> known.username.equals(username))
                    .findFirst()
                    .orElseGet(() -> guilds.addPerson(username, displayName, locale));
            if (account.bot) {
                throw new IllegalArgumentException("\"" + username + "\" is the bot");
            }
            return new SandboxUser(world, actions, account);
        });
    }

    /**
     * The people made so far, without the owner of the servers.
     *
     * @return people, in the order they came
     */
    public List<SandboxUser> users() {
        return world.locked(() -> world.accounts.values().stream()
                .filter(account -> !account.bot && account != world.owner())
                .map(account -> new SandboxUser(world, actions, account))
                .toList());
    }

    /**
     * The names of the bot's commands, wherever they are registered.
     *
     * @param guild a server, for its own commands; null for those registered everywhere
     * @return names without slash
     */
    public List<String> commandNames(@Nullable SandboxGuild guild) {
        return world.locked(
                () -> commands.all(guild == null ? CommandBook.GLOBAL : Long.parseUnsignedLong(guild.id())).stream()
                        .map(command -> Json.text(command, "name"))
                        .toList());
    }

    /**
     * Waits until the bot has registered a command everywhere.
     *
     * @param name the command's name
     * @param limit longest time to wait
     * @throws SandboxTimeoutException if it does not in time
     */
    public void awaitCommand(String name, Duration limit) {
        world.await(
                limit,
                () -> commandNames(null).contains(name) ? Boolean.TRUE : null,
                () -> "registered commands: " + commandNames(null));
    }

    /**
     * Faults of the REST API.
     *
     * @return the switchboard
     */
    public SandboxFaults faults() {
        return faults;
    }

    /**
     * Faults of the gateway.
     *
     * @return the switchboard
     */
    public SandboxGateway gateway() {
        return new SandboxGateway(world, gateway);
    }

    /**
     * The record of the bot's REST calls.
     *
     * @return the record
     */
    public SandboxCalls calls() {
        return calls;
    }

    /**
     * Listens to everything a client window would redraw for. Changes come one after another, in order, on a thread of the sandbox; the listener may
     * call the sandbox.
     *
     * @param listener told of every change from now on
     * @return ends it when run
     */
    public Runnable subscribe(Consumer<SandboxChange> listener) {
        return world.feed.subscribe(listener);
    }

    /** Disconnects everybody and stops the server. */
    @Override
    public void close() {
        gate.close();
        server.stop();
        world.close();
    }
}
