package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Messages of a channel. */
final class MessageRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 100;
    private static final String CHANNEL = "/channels/{channel}/messages";
    private static final String ONE = CHANNEL + "/{message}";

    private final World world;
    private final Messages messages;

    MessageRoutes(World world, Messages messages) {
        this.world = world;
        this.messages = messages;
    }

    void register(RestGate gate, RoutesConfig routes) {
        RestGate.Access bot = RestGate.Access.BOT;
        gate.add(routes, HandlerType.GET, CHANNEL, bot, this::history);
        gate.add(
                routes,
                HandlerType.POST,
                CHANNEL,
                bot,
                call -> reply(messages.sendAsBot(world.channel(call.id("channel")), call.draft())));
        gate.add(routes, HandlerType.POST, CHANNEL + "/bulk-delete", bot, this::bulkDelete);
        gate.add(routes, HandlerType.GET, ONE, bot, call -> RestReply.ok(messages.asTheBotReadsIt(find(call))));
        gate.add(routes, HandlerType.PATCH, ONE, bot, call -> {
            Message message = find(call);
            if (message.author != world.bot) {
                throw ApiError.notTheAuthor();
            }
            messages.edit(message, call.draft(), Mentions.Default.EVERYTHING);
            return reply(message);
        });
        gate.add(routes, HandlerType.DELETE, ONE, bot, call -> {
            Message message = find(call);
            if (message.channel.isDm() && message.author != world.bot) {
                throw ApiError.notInDm();
            }
            messages.delete(message);
            return RestReply.nothing();
        });
        gate.add(routes, HandlerType.POST, ONE + "/crosspost", bot, call -> {
            Message message = find(call);
            messages.crosspost(message);
            return reply(message);
        });
        gate.add(routes, HandlerType.PUT, ONE + "/reactions/{emoji}/@me", bot, call -> {
            messages.react(find(call), world.bot, call.path("emoji"), true);
            return RestReply.nothing();
        });
        gate.add(routes, HandlerType.DELETE, ONE + "/reactions/{emoji}/@me", bot, call -> {
            messages.react(find(call), world.bot, call.path("emoji"), false);
            return RestReply.nothing();
        });
    }

    private Message find(RestCall call) {
        return messages.find(world.channel(call.id("channel")), call.id("message"));
    }

    private RestReply history(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        List<Message> page = messages.history(
                channel,
                call.queryInt("limit", PAGE, 1, LARGEST_PAGE),
                call.queryId("after"),
                call.queryId("before"),
                call.queryId("around"));
        return RestReply.ok(Json.array(page, messages::asTheBotReadsIt));
    }

    private RestReply bulkDelete(RestCall call) {
        Channel channel = world.channel(call.id("channel"));
        if (channel.isDm()) {
            throw ApiError.notInDm();
        }
        List<Message> found = new ArrayList<>();
        for (JsonNode id : Json.list(call.object(), "messages")) {
            found.add(messages.find(channel, Snowflakes.parse("messages", id.asText())));
        }
        found.forEach(messages::delete);
        return RestReply.nothing();
    }

    private RestReply reply(Message message) {
        return RestReply.ok(messages.form().of(message));
    }
}
