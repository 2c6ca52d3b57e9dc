package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookReply;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /metrics}, for Prometheus. Webhooks from all over the world arrive at the same port: so it asks for a token,
 * or is there only for callers on the same machine of a server that nobody reaches from outside. Immutable.
 */
public final class MetricsPage {
    /** Where the page is. */
    public static final String PATH = "/metrics";

    /** Numbers only, so that nobody is asked for an address. */
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    /** Put in by proxies. */
    private static final List<String> FORWARDED =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private final Metrics metrics;
    private final @Nullable ApiToken token;

    private MetricsPage(Metrics metrics, @Nullable ApiToken token) {
        this.metrics = metrics;
        this.token = token;
    }

    /**
     * A page for whoever shows a token.
     *
     * @param metrics what it shows
     * @param token the token
     * @return the page
     */
    public static MetricsPage withToken(Metrics metrics, ApiToken token) {
        return new MetricsPage(metrics, token);
    }

    /**
     * A page as the settings allow it: with a token where there is one; without, for callers on this machine, where the
     * server listens on this machine only and has no public address.
     *
     * @param metrics what it shows
     * @param config where the server listens and who reaches it
     * @param token the token, empty if there is none
     * @return the page, empty if there must be none
     */
    public static Optional<MetricsPage> from(Metrics metrics, HttpConfig config, Optional<ApiToken> token) {
        if (token.isPresent()) {
            return Optional.of(withToken(metrics, token.get()));
        }
        boolean onlyHere = isLoopback(config.host())
                && config.publicUrl().map(url -> isLoopback(url.getHost())).orElse(true);
        return onlyHere ? Optional.of(new MetricsPage(metrics, null)) : Optional.empty();
    }

    /**
     * Whether callers have to show a token.
     *
     * @return false if it is for callers on this machine
     */
    public boolean needsToken() {
        return token != null;
    }

    Metrics metrics() {
        return metrics;
    }

    void mountOn(RoutesConfig routes) {
        routes.before(PATH, context -> {
            String method = context.req().getMethod();
            if (token == null && !isLocal(context)) {
                Answers.send(context, WebhookReply.problem(404, "Not found", "There is nothing at this address."));
                context.skipRemainingHandlers();
            } else if (token != null && !token.admits(context)) {
                context.skipRemainingHandlers();
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                Answers.refuseMethod(context, "GET, HEAD");
                context.skipRemainingHandlers();
            }
        });
        routes.get(PATH, this::show);
        routes.head(PATH, this::show);
    }

    private void show(Context context) {
        Answers.send(context, metrics.shown(context.header("Accept")));
    }

    /** Came from this machine, through no proxy, and not by the name of another one, as a browser may be made to. */
    private static boolean isLocal(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("").replaceFirst(":[0-9]+$", "");
        return FORWARDED.stream().allMatch(header -> context.header(header) == null)
                && isLoopback(host)
                && isLoopback(context.req().getRemoteAddr());
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
