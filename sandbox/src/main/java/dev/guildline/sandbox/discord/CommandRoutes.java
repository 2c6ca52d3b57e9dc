package dev.guildline.sandbox.discord;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.function.ToLongFunction;

/** Application commands, registered everywhere or for one server. */
final class CommandRoutes {
    private final World world;
    private final CommandBook commands;

    CommandRoutes(World world, CommandBook commands) {
        this.world = world;
        this.commands = commands;
    }

    void register(RestGate gate, RoutesConfig routes) {
        register(gate, routes, "/applications/{application}/commands", call -> CommandBook.GLOBAL);
        register(
                gate,
                routes,
                "/applications/{application}/guilds/{guild}/commands",
                call -> world.guild(call.id("guild")).id);
    }

    private void register(RestGate gate, RoutesConfig routes, String path, ToLongFunction<RestCall> scope) {
        RestGate.Access bot = RestGate.Access.BOT;
        String one = path + "/{command}";
        gate.add(
                routes,
                HandlerType.GET,
                path,
                bot,
                call -> RestReply.ok(Json.array(commands.all(scopeOf(call, scope)), command -> command)));
        gate.add(
                routes,
                HandlerType.PUT,
                path,
                bot,
                call -> RestReply.ok(
                        Json.array(commands.overwrite(scopeOf(call, scope), call.array()), command -> command)));
        gate.add(
                routes,
                HandlerType.POST,
                path,
                bot,
                call -> RestReply.created(commands.upsert(scopeOf(call, scope), call.object())));
        gate.add(
                routes,
                HandlerType.GET,
                one,
                bot,
                call -> RestReply.ok(commands.find(scopeOf(call, scope), call.id("command"))));
        gate.add(
                routes,
                HandlerType.PATCH,
                one,
                bot,
                call -> RestReply.ok(commands.edit(scopeOf(call, scope), call.id("command"), call.object())));
        gate.add(routes, HandlerType.DELETE, one, bot, call -> {
            commands.delete(scopeOf(call, scope), call.id("command"));
            return RestReply.nothing();
        });
    }

    private long scopeOf(RestCall call, ToLongFunction<RestCall> scope) {
        if (call.id("application") != world.bot.id) {
            throw ApiError.unknownApplication();
        }
        return scope.applyAsLong(call);
    }
}
