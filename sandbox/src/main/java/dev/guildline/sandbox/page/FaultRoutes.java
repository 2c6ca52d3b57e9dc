package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.SandboxFault;
import dev.guildline.sandbox.twilio.TwilioFaults;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The drawer of faults: sets them on either simulator and remembers what was set. */
final class FaultRoutes {
    private static final int MOST_TIMES = 10_000;
    private static final int LONGEST_MILLIS = 60_000;
    private static final int KEPT = 50;

    /** A fault as it was asked for; {@code times} 0 means until all are cleared. */
    private record Order(String side, String fault, boolean everyCall, int times, Duration time) {}

    private interface Setter {
        void set(Order order);
    }

    private record Entry(Order order, Instant at) {}

    private final DiscordSandbox discord;
    private final TwilioSandbox twilio;
    private final Map<String, Setter> onDiscord;
    private final Map<String, Setter> onTwilio;
    private final List<Entry> set = new ArrayList<>();

    FaultRoutes(DiscordSandbox discord, TwilioSandbox twilio) {
        this.discord = discord;
        this.twilio = twilio;
        this.onDiscord = Map.of(
                "latency", order -> discordCalls(order).delay(order.time()),
                "rateLimit", order -> discordCalls(order).rateLimit(order.time(), order.everyCall()),
                "serverError", order -> discordCalls(order).status(503),
                "answerLost", order -> discordCalls(order).loseAnswer(),
                "refused", order -> discordCalls(order).refuse(),
                "gatewayDrop", order -> discord.gateway().drop(),
                "gatewayForget", order -> discord.gateway().dropAndForget(),
                "gatewayReconnect", order -> discord.gateway().askToReconnect());
        this.onTwilio = Map.of(
                "latency", order -> twilioCalls(order).delay(order.time()),
                "rateLimit", order -> twilioCalls(order).tooManyRequests(order.time()),
                "serverError", order -> twilioCalls(order).answer(503, 20503),
                "answerLost", order -> twilioCalls(order).loseAnswer(),
                "refused", order -> twilioCalls(order).refuse(),
                "hookLost", order -> hooks(order).drop(),
                "hookTwice", order -> hooks(order).duplicate(),
                "hookLate", order -> hooks(order).delay(order.time()),
                "hooksSwapped", order -> hooks(order).holdBack());
    }

    void register(RoutesConfig routes) {
        routes.get("/api/faults", this::show);
        routes.post("/api/faults", this::add);
        routes.delete("/api/faults", this::clear);
    }

    private SandboxFault discordCalls(Order order) {
        SandboxFault fault = discord.faults().on(order.everyCall() ? "/**" : "POST /channels/{channel}/messages");
        return order.times() == 0 ? fault : fault.times(order.times());
    }

    private TwilioFaults.RestFaultRule twilioCalls(Order order) {
        TwilioFaults.RestFaultRule rule = order.everyCall()
                ? twilio.faults().on("*", "/**")
                : twilio.faults().on("POST", "/conversations/v1/**/Messages");
        return order.times() == 0 ? rule.always() : rule.times(order.times());
    }

    private TwilioFaults.HookFaultRule hooks(Order order) {
        TwilioFaults.HookFaultRule rule = twilio.faults().onHook("*");
        return order.times() == 0 ? rule.always() : rule.times(order.times());
    }

    private void add(Context context) {
        PageBody body = PageBody.of(context, "side", "fault", "calls", "times", "millis");
        String side = body.text("side", 20);
        if (!side.equals("discord") && !side.equals("twilio")) {
            throw PageProblem.badField("side", "\"side\" must be \"discord\" or \"twilio\".");
        }
        Map<String, Setter> faults = side.equals("discord") ? onDiscord : onTwilio;
        String name = body.text("fault", 40);
        Setter setter = faults.get(name);
        if (setter == null) {
            throw PageProblem.badField("fault", "\"fault\" must be one of " + new TreeSet<>(faults.keySet()) + ".");
        }
        String calls = body.has("calls") ? body.text("calls", 20) : "messages";
        if (!calls.equals("messages") && !calls.equals("all")) {
            throw PageProblem.badField("calls", "\"calls\" must be \"messages\" or \"all\".");
        }
        Order order = new Order(
                side,
                name,
                calls.equals("all"),
                body.number("times", 1, 0, MOST_TIMES),
                Duration.ofMillis(body.number("millis", 2000, 1, LONGEST_MILLIS)));
        synchronized (this) {
            setter.set(order);
            set.add(new Entry(order, Instant.now()));
            if (set.size() > KEPT) {
                set.remove(0);
            }
        }
        show(context.status(201));
    }

    private synchronized void clear(Context context) {
        discord.faults().clear();
        twilio.faults().clear();
        set.clear();
        show(context);
    }

    private synchronized void show(Context context) {
        ObjectNode form = PageJson.object();
        form.set("discord", PageJson.texts(new TreeSet<>(onDiscord.keySet())));
        form.set("twilio", PageJson.texts(new TreeSet<>(onTwilio.keySet())));
        form.set(
                "set",
                PageJson.array(
                        set,
                        entry -> PageJson.object()
                                .put("side", entry.order().side())
                                .put("fault", entry.order().fault())
                                .put("calls", entry.order().everyCall() ? "all" : "messages")
                                .put("times", entry.order().times())
                                .put("millis", entry.order().time().toMillis())
                                .put("at", entry.at().toString())));
        PageAnswer.json(context, form);
    }
}
