package dev.guildline.sandbox.discord;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;

/** Answers to interactions and the follow-ups to them. */
final class InteractionRoutes {
    private static final String WEBHOOK = "/webhooks/{application}/{token}";
    private static final String ONE = WEBHOOK + "/messages/{message}";

    private final Messages messages;
    private final Interactions interactions;
    private final Followups followups;

    InteractionRoutes(Messages messages, Interactions interactions, Followups followups) {
        this.messages = messages;
        this.interactions = interactions;
        this.followups = followups;
    }

    void register(RestGate gate, RoutesConfig routes) {
        RestGate.Access anybody = RestGate.Access.ANYBODY;
        gate.add(routes, HandlerType.POST, "/interactions/{interaction}/{token}/callback", anybody, this::callback);
        gate.add(
                routes,
                HandlerType.POST,
                WEBHOOK,
                anybody,
                call -> reply(followups.create(call.id("application"), call.path("token"), call.draft())));
        gate.add(
                routes,
                HandlerType.GET,
                ONE,
                anybody,
                call -> reply(followups.find(call.id("application"), call.path("token"), call.path("message"))));
        gate.add(
                routes,
                HandlerType.PATCH,
                ONE,
                anybody,
                call -> reply(followups.edit(
                        call.id("application"), call.path("token"), call.path("message"), call.draft())));
        gate.add(routes, HandlerType.DELETE, ONE, anybody, call -> {
            followups.delete(call.id("application"), call.path("token"), call.path("message"));
            return RestReply.nothing();
        });
    }

    private RestReply callback(RestCall call) {
        Interaction interaction =
                interactions.answer(call.id("interaction"), call.path("token"), call.object(), call.uploads());
        return call.queryFlag("with_response")
                ? RestReply.ok(InteractionForm.callback(interaction, messages.form()))
                : RestReply.nothing();
    }

    private RestReply reply(Message message) {
        return RestReply.ok(messages.form().of(message));
    }
}
