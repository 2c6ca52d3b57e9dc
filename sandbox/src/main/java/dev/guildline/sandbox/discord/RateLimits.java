package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts requests per bucket (a route together with the channel, server or webhook it is about) and writes the headers that tell of it. */
final class RateLimits {
    private static final Duration WINDOW = Duration.ofSeconds(5);
    private static final int TOO_MANY = 429;
    private static final int THOUSAND = 1000;

    private final int limit;
    private final InstantSource clock;
    private final Map<String, Window> windows = new HashMap<>();

    RateLimits(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    private static final class Window {
        Instant ends = Instant.MIN;
        int used;
    }

    /** A request's place in its bucket. */
    record Place(String bucket, int limit, int remaining, Instant ends, Duration endsIn, boolean exceeded) {}

    synchronized Place take(String route, String resource) {
        Instant now = clock.instant();
        windows.values().removeIf(window -> window.ends.isBefore(now));
        Window window = windows.computeIfAbsent(route + "|" + resource, key -> new Window());
        if (window.used == 0) {
            window.ends = now.plus(WINDOW);
        }
        window.used++;
        String bucket = String.format(Locale.ROOT, "%08x", route.hashCode());
        return new Place(
                bucket,
                limit,
                Math.max(0, limit - window.used),
                window.ends,
                Duration.between(now, window.ends),
                window.used > limit);
    }

    static void describe(Context context, Place place) {
        context.header("X-RateLimit-Limit", Integer.toString(place.limit()))
                .header("X-RateLimit-Remaining", Integer.toString(place.remaining()))
                .header("X-RateLimit-Reset", seconds(place.ends().toEpochMilli()))
                .header("X-RateLimit-Reset-After", seconds(place.endsIn().toMillis()))
                .header("X-RateLimit-Bucket", place.bucket());
    }

    static void refuse(Context context, Duration retryAfter, boolean global) {
        long millis = Math.max(1, retryAfter.toMillis());
        context.status(TOO_MANY)
                .header("Retry-After", Long.toString((millis + THOUSAND - 1) / THOUSAND))
                .header("X-RateLimit-Scope", global ? "global" : "user")
                .header("X-RateLimit-Reset-After", seconds(millis))
                .header("X-RateLimit-Remaining", "0");
        if (global) {
            context.header("X-RateLimit-Global", "true");
        }
        ObjectNode body = Json.object()
                .put("message", global ? "You are being rate limited. (global)" : "You are being rate limited.")
                .put("retry_after", millis / (double) THOUSAND)
                .put("global", global);
        context.contentType("application/json").result(Json.write(body));
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(millis, 3).setScale(3, RoundingMode.HALF_UP).toPlainString();
    }
}
