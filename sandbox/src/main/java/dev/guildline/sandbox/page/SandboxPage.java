package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.SandboxChange;
import dev.guildline.sandbox.twilio.TwilioChange;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.Set;

/**
 * The page on which both sides of the sandbox are used by hand, on a loopback port of its own. Closing it leaves the simulators running. Safe for use
 * by several threads, and by several browser windows at once.
 */
public final class SandboxPage implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SandboxPage.class.getName());
    private static final String HOST = "127.0.0.1";
    private static final Set<TwilioChange.Kind> UNSEEN =
            Set.of(TwilioChange.Kind.SETTLED, TwilioChange.Kind.EXECUTION, TwilioChange.Kind.WEBHOOK);

    private final DiscordSandbox discord;
    private final TwilioSandbox twilio;
    private final PageSettings settings;
    private final OriginGuard guard = new OriginGuard();
    private final EventStream events;
    private final PlayerRoutes playerRoutes;
    private final AgentRoutes agentRoutes;
    private final Players players;
    private final Javalin server;
    private final Runnable discordFeed;
    private final AutoCloseable twilioFeed;

    private SandboxPage(PageSettings settings, DiscordSandbox discord, TwilioSandbox twilio) {
        this.settings = settings;
        this.discord = discord;
        this.twilio = twilio;
        UploadShelf uploads = new UploadShelf();
        CallRoutes calls = new CallRoutes(discord, twilio);
        events = new EventStream(calls::totals);
        players = new Players(discord, settings.hiddenPlayers());
        playerRoutes = new PlayerRoutes(players, new ReadMarkers(), uploads, discord.botId(), events);
        agentRoutes = new AgentRoutes(twilio, uploads);
        server = Javalin.create(config -> {
            server(config);
            config.routes.before(context -> {
                PageAssets.protect(context);
                guard.check(context);
            });
            problems(config);
            new PageAssets().register(config.routes);
            config.routes.get("/api/world", this::world);
            events.register(config.routes);
            uploads.register(config.routes);
            playerRoutes.register(config.routes);
            new PlayerInteractionRoutes(players, uploads).register(config.routes);
            agentRoutes.register(config.routes);
            new FaultRoutes(discord, twilio).register(config.routes);
            calls.register(config.routes);
        });
        server.start(HOST, settings.port());
        guard.serveOn(server.port());
        discordFeed = discord.subscribe(this::tell);
        twilioFeed = twilio.listen(this::tell);
    }

    /**
     * Starts the page of two running simulators.
     *
     * @param settings how it is set up
     * @param discord the local Discord: its people are the players, the administrators among them staff
     * @param twilio the local Twilio: its agents are those at the desk
     * @return the page, ready to be opened
     */
    public static SandboxPage start(PageSettings settings, DiscordSandbox discord, TwilioSandbox twilio) {
        return new SandboxPage(settings, discord, twilio);
    }

    /**
     * Where to open it.
     *
     * @return address with a slash at the end
     */
    public String url() {
        return "http://" + HOST + ":" + server.port() + "/";
    }

    private static void server(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.jetty.host = HOST;
        config.http.maxRequestSize = UploadShelf.LARGEST_BYTES + 1024L;
    }

    private static void problems(JavalinConfig config) {
        config.routes.exception(PageProblem.class, (problem, context) -> PageAnswer.problem(context, problem));
        config.routes.exception(
                HttpResponseException.class,
                (refused, context) -> PageAnswer.problem(
                        context,
                        PageProblem.of(
                                refused.getStatus(),
                                refused.getStatus() == 404
                                        ? "There is nothing at this address."
                                        : "The request was refused.")));
        // What a simulator says no to is what a client or a desk would not offer a person.
        config.routes.exception(
                IllegalArgumentException.class,
                (refused, context) -> PageAnswer.problem(context, PageProblem.of(422, message(refused))));
        config.routes.exception(
                IllegalStateException.class,
                (refused, context) -> PageAnswer.problem(context, PageProblem.notNow(message(refused))));
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.log(System.Logger.Level.ERROR, "the page failed on " + context.path(), failure);
            PageAnswer.problem(context, PageProblem.of(500, "The sandbox failed; its log says why."));
        });
    }

    private static String message(RuntimeException refused) {
        String message = refused.getMessage();
        return message == null ? "This is not possible." : message;
    }

    private void world(Context context) {
        ObjectNode form = PageJson.object().put("title", settings.title());
        form.putObject("bot")
                .put("id", discord.botId())
                .put("name", discord.botName())
                .put("sessions", discord.gateway().sessions());
        form.putObject("server")
                .put("id", discord.guild().id())
                .put("name", discord.guild().name());
        form.putObject("addresses")
                .put("discordRest", discord.restUrl())
                .put("discordGateway", discord.gatewayUrl())
                .put("twilio", twilio.url());
        form.set("players", PageJson.array(players.all(), playerRoutes::summary));
        form.set("agents", PageJson.array(agentRoutes.summaries(), agent -> agent));
        form.set("canned", PageJson.texts(settings.cannedAnswers()));
        PageAnswer.json(context, form);
    }

    private void tell(SandboxChange change) {
        events.publish(
                "discord",
                change.kind().name(),
                PageJson.object().put("channel", change.channelId()).put("player", change.userId()));
    }

    private void tell(TwilioChange change) {
        if (!UNSEEN.contains(change.kind())) {
            events.publish("twilio", change.kind().name(), PageJson.object().put("sid", change.sid()));
        }
    }

    /** Stops serving the page. */
    @Override
    public void close() {
        discordFeed.run();
        try {
            twilioFeed.close();
        } catch (Exception e) {
            LOG.log(System.Logger.Level.WARNING, "the page's listener was not taken off", e);
        }
        events.close();
        server.stop();
    }
}
