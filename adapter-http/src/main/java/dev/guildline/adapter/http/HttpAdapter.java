package dev.guildline.adapter.http;

import dev.guildline.core.port.health.HealthCheck;
import dev.guildline.core.port.webhook.WebhookEndpoint;
import dev.guildline.core.port.webhook.WebhookReply;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

/**
 * Serves webhooks, health and metrics over HTTP, on a server of its own or on an embedder's Javalin. Thread-safe.
 *
 * <pre>{@code
 * try (HttpAdapter http = HttpAdapter.start(HttpConfig.onFreePort(), endpoints, checks)) {
 *     http.address(); // http://127.0.0.1:43215
 * }
 * }</pre>
 */
public final class HttpAdapter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpAdapter.class.getName());

    /** Literal paths only: Javalin gives braces, angle brackets and stars a meaning of their own. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private static final Duration IDLE_BEYOND_ANSWER = Duration.ofSeconds(2);
    private static final Duration IDLE_WHILE_STOPPING = Duration.ofMillis(100);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private final Javalin server;
    private final URI address;

    private HttpAdapter(Javalin server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts a server. When this returns, it takes requests.
     *
     * @param config where to listen
     * @param endpoints what to mount; each takes POST on its path
     * @param checks what must be ready before this process is
     * @return the running server; close it to stop
     * @throws IllegalArgumentException if an endpoint's path cannot be mounted or is there twice
     * @throws IllegalStateException if the address cannot be listened on; the message says what to do
     */
    public static HttpAdapter start(HttpConfig config, List<WebhookEndpoint> endpoints, List<HealthCheck> checks) {
        return start(config, endpoints, checks, null, null);
    }

    /**
     * Starts a server that also serves what is for operators. When this returns, it takes requests.
     *
     * @param config where to listen
     * @param endpoints what to mount; each takes POST on its path
     * @param checks what must be ready before this process is
     * @param apiOrNull the API; null if there is none
     * @param metricsOrNull the page of the metrics, which then count webhooks too; null if there is none
     * @return the running server; close it to stop
     * @throws IllegalArgumentException if an endpoint's path cannot be mounted or is there twice
     * @throws IllegalStateException if the address cannot be listened on; the message says what to do
     */
    public static HttpAdapter start(
            HttpConfig config,
            List<WebhookEndpoint> endpoints,
            List<HealthCheck> checks,
            @Nullable OperationsApi apiOrNull,
            @Nullable MetricsPage metricsOrNull) {
        Javalin server = Javalin.create(javalin -> {
            listen(javalin, config);
            mount(javalin, endpoints, checks, config.answerWithin(), meter(metricsOrNull));
            if (apiOrNull != null) {
                apiOrNull.mountOn(javalin.routes, config.answerWithin());
            }
            if (metricsOrNull != null) {
                metricsOrNull.mountOn(javalin.routes);
            }
            answerProblems(javalin);
        });
        try {
            server.start();
        } catch (JavalinException e) {
            throw new IllegalStateException(
                    "Cannot listen on port " + config.port() + " of " + config.host()
                            + ": another process may have it, or this machine may not have that address."
                            + " Set HTTP_PORT or HTTP_HOST to something else",
                    e);
        }
        URI address = URI.create("http://" + literal(config.host()) + ":" + server.port());
        LOG.log(Level.INFO, "Listening on {0}", address);
        return new HttpAdapter(server, address);
    }

    /**
     * Mounts everything on the server of an embedding application, and leaves the rest of that server as it is.
     *
     * @param config the application's configuration, inside {@code Javalin.create}
     * @param endpoints what to mount; each takes POST on its path
     * @param checks what must be ready before this process is; an empty list mounts no health pages
     * @throws IllegalArgumentException if an endpoint's path cannot be mounted or is there twice
     */
    public static void mountOn(JavalinConfig config, List<WebhookEndpoint> endpoints, List<HealthCheck> checks) {
        if (checks.isEmpty()) {
            mountWebhooks(config, endpoints, HttpConfig.DEFAULT_ANSWER_WITHIN, meter(null));
        } else {
            mount(config, endpoints, checks, HttpConfig.DEFAULT_ANSWER_WITHIN, meter(null));
        }
    }

    /**
     * Mounts the API for operators on the server of an embedding application.
     *
     * @param config the application's configuration, inside {@code Javalin.create}
     * @param api the API
     */
    public static void mountOn(JavalinConfig config, OperationsApi api) {
        api.mountOn(config.routes, HttpConfig.DEFAULT_ANSWER_WITHIN);
    }

    /**
     * Mounts the page of the metrics on the server of an embedding application.
     *
     * @param config the application's configuration, inside {@code Javalin.create}
     * @param page the page
     */
    public static void mountOn(JavalinConfig config, MetricsPage page) {
        page.mountOn(config.routes);
    }

    /**
     * Where this server listens.
     *
     * @return an address with the port that was really taken, without a slash at its end
     */
    public URI address() {
        return address;
    }

    /** Takes no more requests, lets the running ones end for a few seconds, and stops. Again: no effect. */
    @Override
    public void close() {
        server.stop();
    }

    private static void mount(
            JavalinConfig javalin,
            List<WebhookEndpoint> endpoints,
            List<HealthCheck> checks,
            Duration answerWithin,
            WebhookRoute.Answered meter) {
        mountWebhooks(javalin, endpoints, answerWithin, meter);
        new HealthRoutes(checks).mountOn(javalin.routes);
    }

    private static WebhookRoute.Answered meter(@Nullable MetricsPage page) {
        return page == null ? (route, status, took) -> {} : page.metrics()::webhookAnswered;
    }

    private static void mountWebhooks(
            JavalinConfig javalin,
            List<WebhookEndpoint> endpoints,
            Duration answerWithin,
            WebhookRoute.Answered meter) {
        Set<String> taken = new HashSet<>(Set.of(HealthRoutes.LIVE, HealthRoutes.READY, MetricsPage.PATH));
        for (WebhookEndpoint endpoint : endpoints) {
            if (!PATH.matcher(endpoint.path()).matches()) {
                throw new IllegalArgumentException("The path " + endpoint.path()
                        + " cannot be mounted; begin it with a slash and use letters, digits and . _ ~ - only");
            }
            if (!taken.add(endpoint.path())) {
                throw new IllegalArgumentException(
                        "The path " + endpoint.path() + " is there twice; give each endpoint its own");
            }
            new WebhookRoute(endpoint, answerWithin, meter).mountOn(javalin.routes);
        }
    }

    private static void listen(JavalinConfig javalin, HttpConfig config) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.startup.startupWatcherEnabled = false;
        javalin.jetty.modifyServer(server -> {
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(STOP_WITHIN.toMillis());
            server.setErrorHandler(new ProblemPages());
        });
        javalin.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new ProblemPages()));
        javalin.jetty.addConnector((server, http) -> {
            ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
            connector.setHost(config.host());
            connector.setPort(config.port());
            connector.setShutdownIdleTimeout(IDLE_WHILE_STOPPING.toMillis());
            connector.setIdleTimeout(
                    config.answerWithin().plus(IDLE_BEYOND_ANSWER).toMillis());
            return connector;
        });
    }

    private static void answerProblems(JavalinConfig javalin) {
        javalin.routes.exception(HttpResponseException.class, (refused, context) -> {
            boolean unknown = refused.getStatus() == 404;
            Answers.send(
                    context,
                    WebhookReply.problem(
                            refused.getStatus(),
                            unknown ? "Not found" : "Refused",
                            unknown ? "There is nothing at this address." : "The request cannot be answered."));
        });
        javalin.routes.exception(Exception.class, (failure, context) -> {
            LOG.log(
                    Level.ERROR,
                    "Request {0} failed: {1}",
                    Answers.requestId(context),
                    failure.getClass().getName());
            LOG.log(Level.DEBUG, "Request " + Answers.requestId(context), failure);
            Answers.send(
                    context,
                    WebhookReply.problem(
                            500, "Internal error", "The request could not be answered. It is in the log."));
        });
    }

    private static String literal(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
