package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/** What every REST call passes: faults, the token, rate limits, the world's lock, error bodies, the record. */
final class RestGate {
    static final String ROOT = "/api/v10";
    private static final int CUT = 0;
    private static final int TOO_LARGE = 413;

    /** Whether a route asks for the bot's token. */
    enum Access {
        BOT,
        ANYBODY
    }

    /** A route's work, done with the world's lock held. */
    interface Route {
        RestReply answer(RestCall call);
    }

    private final World world;
    private final SandboxFaults faults;
    private final SandboxCalls calls;
    private final RateLimits limits;
    private final CountDownLatch closed = new CountDownLatch(1);

    RestGate(World world, SandboxFaults faults, SandboxCalls calls) {
        this.world = world;
        this.faults = faults;
        this.calls = calls;
        this.limits = new RateLimits(world.settings.requestsPerBucket(), world.settings.clock());
    }

    void add(RoutesConfig routes, HandlerType method, String path, Access access, Route route) {
        routes.addHttpHandler(method, ROOT + path, context -> handle(context, path, access, route));
    }

    /** Answers whatever no route took, and records it too. */
    void addUnknown(RoutesConfig routes) {
        for (HandlerType method : new HandlerType[] {
            HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE
        }) {
            routes.addHttpHandler(
                    method,
                    "/api/<rest>",
                    context -> handle(context, "/", Access.ANYBODY, call -> {
                        throw ApiError.notFound();
                    }));
        }
    }

    /** Lets calls that are held back go on. */
    void close() {
        closed.countDown();
    }

    private void handle(Context context, String path, Access access, Route route) {
        Instant at = world.now();
        String method = context.req().getMethod();
        String called = context.path().startsWith(ROOT) ? context.path().substring(ROOT.length()) : context.path();
        SandboxFaults.Verdict verdict = faults.judge(method, called);
        hold(verdict.delay());
        context.header("Via", "1.1 guildline-sandbox");
        SandboxFault fault = verdict.fault().orElse(null);
        RestCall call = null;
        if (fault == null || fault.isTreated()) {
            call = answer(context, path, access, route);
        }
        boolean cut = fault != null && strike(context, fault);
        String body = call == null ? "" : call.bodyText();
        calls.add(new SandboxCall(method, called, cut ? CUT : context.statusCode(), body, at));
    }

    private @Nullable RestCall answer(Context context, String path, Access access, Route route) {
        if (access == Access.BOT && !isBot(context)) {
            write(context, new RestReply(401, ApiError.unauthorized().body()));
            return null;
        }
        RateLimits.Place place = limits.take(context.req().getMethod() + " " + path, resource(context));
        RateLimits.describe(context, place);
        if (place.exceeded()) {
            RateLimits.refuse(context, place.endsIn(), false);
            return null;
        }
        RestCall call = null;
        try {
            call = new RestCall(context);
            RestCall read = call;
            write(context, world.locked(() -> route.answer(read)));
        } catch (ApiError e) {
            write(context, new RestReply(e.status(), e.body()));
        } catch (HttpResponseException e) {
            ApiError error = e.getStatus() == TOO_LARGE ? ApiError.tooLarge() : ApiError.invalidJson();
            write(context, new RestReply(error.status(), error.body()));
        }
        return call;
    }

    private boolean isBot(Context context) {
        return ("Bot " + world.settings.token()).equals(context.header("Authorization"));
    }

    private static String resource(Context context) {
        StringBuilder resource = new StringBuilder();
        for (String major : new String[] {"channel", "guild", "token"}) {
            resource.append(context.pathParamMap().getOrDefault(major, "")).append('/');
        }
        return resource.toString();
    }

    /** Does what the fault says; true if the connection is cut. */
    private boolean strike(Context context, SandboxFault fault) {
        switch (fault.kind()) {
            case STATUS -> {
                ApiError error = new ApiError(fault.status(), 0, fault.status() + ": Fault on demand", null);
                write(context, new RestReply(fault.status(), error.body()));
                return false;
            }
            case RATE_LIMIT -> {
                RateLimits.refuse(context, fault.time(), fault.isGlobal());
                return false;
            }
            case DELAY_ANSWER -> {
                hold(fault.time());
                return false;
            }
            default -> {
                ServletContextRequest.getServletContextRequest(context.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                        .close();
                return true;
            }
        }
    }

    private static void write(Context context, RestReply reply) {
        context.status(reply.status());
        JsonNode body = reply.body();
        if (body == null) {
            context.res().setContentType(null);
        } else {
            context.contentType("application/json").result(Json.write(body));
        }
    }

    private void hold(Duration delay) {
        if (delay.isZero()) {
            return;
        }
        try {
            boolean closing = closed.await(delay.toMillis(), TimeUnit.MILLISECONDS);
            if (closing) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
