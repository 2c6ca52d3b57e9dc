package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.SandboxCall;
import dev.guildline.sandbox.twilio.RestCall;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import dev.guildline.sandbox.twilio.WebhookDelivery;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How many calls each side has seen, and the latest of them: what a message costs. */
final class CallRoutes {
    private static final int LATEST = 60;
    private static final Pattern ID = Pattern.compile("/[0-9]{15,}");
    private static final Pattern SECRET = Pattern.compile("/[A-Za-z0-9_=-]{40,}");

    private final DiscordSandbox discord;
    private final TwilioSandbox twilio;

    CallRoutes(DiscordSandbox discord, TwilioSandbox twilio) {
        this.discord = discord;
        this.twilio = twilio;
    }

    private record Line(Instant at, String side, String what, int status) {}

    void register(RoutesConfig routes) {
        routes.get("/api/calls", this::show);
    }

    /** The three counts as JSON text. */
    String totals() {
        return PageJson.write(PageJson.object()
                .put("discord", discord.calls().all().size())
                .put("twilio", twilio.calls().all().size())
                .put("webhooks", twilio.webhookDeliveries().size()));
    }

    private void show(Context context) {
        List<Line> lines = new ArrayList<>();
        discord.calls().all().forEach(call -> lines.add(line(call)));
        twilio.calls().all().forEach(call -> lines.add(line(call)));
        twilio.webhookDeliveries().forEach(delivery -> lines.add(line(delivery)));
        ObjectNode form = PageJson.object();
        for (String side : List.of("discord", "twilio", "webhooks")) {
            Map<String, Integer> counts = new TreeMap<>();
            lines.stream()
                    .filter(line -> line.side().equals(side))
                    .forEach(line -> counts.merge(line.what(), 1, Integer::sum));
            ObjectNode part = form.putObject(side);
            part.put(
                    "count",
                    counts.values().stream().mapToInt(Integer::intValue).sum());
            ArrayNode each = part.putArray("each");
            counts.forEach((what, count) -> each.addObject().put("what", what).put("count", count));
        }
        lines.sort(Comparator.comparing(Line::at).reversed());
        form.set(
                "latest",
                PageJson.array(
                        lines.subList(0, Math.min(LATEST, lines.size())),
                        line -> PageJson.object()
                                .put("at", line.at().toString())
                                .put("side", line.side())
                                .put("what", line.what())
                                .put("status", line.status())));
        PageAnswer.json(context, form);
    }

    private static Line line(SandboxCall call) {
        String path =
                SECRET.matcher(ID.matcher(call.path()).replaceAll("/{id}")).replaceAll("/{token}");
        return new Line(call.at(), "discord", call.method() + " " + path, call.status());
    }

    private static Line line(RestCall call) {
        String route = call.route().replaceAll("\\{[^}]*\\}", "{sid}").replaceAll("/[A-Z]{2}[0-9a-f]{32}", "/{sid}");
        return new Line(call.at(), "twilio", call.method() + " " + route, call.status());
    }

    private static Line line(WebhookDelivery delivery) {
        @Nullable Integer status = delivery.status();
        return new Line(delivery.at(), "webhooks", delivery.event(), status == null ? 0 : status);
    }
}
