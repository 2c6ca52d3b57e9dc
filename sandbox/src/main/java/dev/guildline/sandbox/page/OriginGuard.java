package dev.guildline.sandbox.page;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps other web sites from driving the page's API through the browser of whoever has it open: the request must be addressed to this very server
 * (a rebound DNS name is not) and, where the browser tells where it comes from, come from the page itself.
 */
final class OriginGuard {
    private volatile Set<String> hosts = Set.of();

    /** Told once the port is known. */
    void serveOn(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    void check(Context context) {
        String host = context.header("Host");
        if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
            throw PageProblem.forbidden("Host", "Ask for this page by its loopback address.");
        }
        if (!context.path().startsWith("/api/")) {
            return;
        }
        String origin = context.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
            throw PageProblem.forbidden("Origin", "Only the sandbox page itself may call this.");
        }
        String site = context.header("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            throw PageProblem.forbidden("Sec-Fetch-Site", "Only the sandbox page itself may call this.");
        }
    }
}
