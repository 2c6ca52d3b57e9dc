package dev.guildline.sandbox.twilio;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** Serves the route table over HTTP: credentials, faults, the record of calls, error bodies. */
final class RestServer implements AutoCloseable {
    private static final int LARGEST_REQUEST = 160_000_000;

    private final TwilioSandboxSettings settings;
    private final StateGuard guard;
    private final RestCalls calls;
    private final FaultPlan faults;
    private final Javalin server;

    RestServer(
            TwilioSandboxSettings settings,
            StateGuard guard,
            RestCalls calls,
            FaultPlan faults,
            List<RouteTable.Route> routes) {
        this.settings = settings;
        this.guard = guard;
        this.calls = calls;
        this.faults = faults;
        this.server = Javalin.create(config -> configure(config, routes));
    }

    int start() {
        return server.start("127.0.0.1", settings.port()).port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void configure(JavalinConfig config, List<RouteTable.Route> routes) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.http.defaultContentType = "application/json";
        for (RouteTable.Route route : routes) {
            switch (route.method()) {
                case "GET" -> config.routes.get(route.pattern(), context -> serve(context, route));
                case "POST" -> config.routes.post(route.pattern(), context -> serve(context, route));
                default -> config.routes.delete(route.pattern(), context -> serve(context, route));
            }
        }
        for (HandlerType method : List.of(HandlerType.GET, HandlerType.POST, HandlerType.DELETE, HandlerType.PUT)) {
            config.routes.addHttpHandler(method, "/<path>", context -> serve(context, null));
        }
    }

    private void serve(Context context, RouteTable.@Nullable Route route) {
        Instant at = Instant.now();
        String method = context.method().name();
        String path = context.path();
        FaultPlan.RestFault fault = faults.forRequest(method, path);
        int status;
        if (fault.kind() == FaultPlan.RestFaultKind.REFUSE) {
            pause(fault.delay());
            status = 0;
        } else if (fault.kind() == FaultPlan.RestFaultKind.ANSWER) {
            pause(fault.delay());
            status = answerFault(context, fault);
        } else {
            boolean late = fault.kind() == FaultPlan.RestFaultKind.DELAY_ANSWER;
            pause(late ? Duration.ZERO : fault.delay());
            RestReply reply = process(context, route);
            pause(late ? fault.delay() : Duration.ZERO);
            write(context, reply);
            status = fault.kind() == FaultPlan.RestFaultKind.LOSE_ANSWER ? 0 : reply.status();
        }
        calls.add(new RestCall(at, method, product(path), route == null ? path : route.pattern(), path, status));
        if (status == 0) {
            hangUp(context);
        }
    }

    private RestReply process(Context context, RouteTable.@Nullable Route route) {
        try {
            if ((route == null || !route.open()) && !authorized(context.header("Authorization"))) {
                throw new TwilioError(401, 20003, "Authenticate");
            }
            if (route == null) {
                throw TwilioError.notFound(context.path());
            }
            RestRequest request = new RestRequest(context);
            return guard.within(() -> route.handler().handle(request));
        } catch (TwilioError error) {
            return new RestReply(error.status(), error.body(), null, null);
        }
    }

    private static void write(Context context, RestReply reply) {
        context.status(reply.status());
        if (reply.etag() != null) {
            context.header("ETag", reply.etag());
        }
        if (reply.status() == 401) {
            context.header("WWW-Authenticate", "Basic realm=\"Twilio API\"");
        }
        if (reply.status() == 429) {
            context.header("Retry-After", "1");
        }
        if (reply.json() != null) {
            context.contentType("application/json").result(Json.bytes(reply.json()));
        } else if (reply.file() != null) {
            context.res().setCharacterEncoding(null);
            context.contentType(reply.file().contentType).result(reply.file().bytes);
        }
    }

    private static int answerFault(Context context, FaultPlan.RestFault fault) {
        context.status(fault.status()).contentType("application/json");
        if (fault.retryAfter() != null) {
            context.header("Retry-After", Long.toString(fault.retryAfter().toSeconds()));
        }
        context.result(Json.bytes(TwilioError.body(fault.status(), fault.code(), fault.message(), null)));
        return fault.status();
    }

    private boolean authorized(@Nullable String header) {
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(header.substring(6).trim());
            String expected = settings.accountSid() + ":" + settings.authToken();
            return expected.equals(new String(decoded, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Closes the connection under the answer: the client sees it end without one. */
    private static void hangUp(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private static String product(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? path.substring(1) : path.substring(1, end);
    }

    private static void pause(Duration delay) {
        if (delay.isZero()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(delay.toNanos());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
