package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;

/** The bot itself, people, servers, and where the gateway is. */
final class AccountRoutes {
    private static final int SESSION_STARTS = 1000;
    private static final int MEMBERS_PAGE = 1000;

    private final World world;

    AccountRoutes(World world) {
        this.world = world;
    }

    void register(RestGate gate, RoutesConfig routes) {
        RestGate.Access bot = RestGate.Access.BOT;
        gate.add(routes, HandlerType.GET, "/gateway", RestGate.Access.ANYBODY, call -> RestReply.ok(gateway()));
        gate.add(routes, HandlerType.GET, "/gateway/bot", bot, call -> RestReply.ok(gatewayForBot()));
        gate.add(routes, HandlerType.GET, "/users/@me", bot, call -> RestReply.ok(UserForm.self(world.bot)));
        gate.add(
                routes,
                HandlerType.GET,
                "/users/{user}",
                bot,
                call -> RestReply.ok(UserForm.of(world.account(call.id("user")))));
        gate.add(routes, HandlerType.POST, "/users/@me/channels", bot, this::openDm);
        gate.add(routes, HandlerType.GET, "/users/@me/channels", bot, call -> RestReply.ok(Json.array()));
        gate.add(
                routes,
                HandlerType.GET,
                "/users/@me/guilds",
                bot,
                call -> RestReply.ok(Json.array(world.guilds.values(), this::guildOfBot)));
        gate.add(routes, HandlerType.GET, "/applications/@me", bot, call -> RestReply.ok(application()));
        gate.add(routes, HandlerType.GET, "/oauth2/applications/@me", bot, call -> RestReply.ok(application()));
        gate.add(
                routes,
                HandlerType.GET,
                "/guilds/{guild}",
                bot,
                call -> RestReply.ok(GuildForm.of(world.guild(call.id("guild")))));
        gate.add(
                routes,
                HandlerType.GET,
                "/guilds/{guild}/channels",
                bot,
                call -> RestReply.ok(Json.array(world.guild(call.id("guild")).channels, ChannelForm::of)));
        gate.add(
                routes,
                HandlerType.GET,
                "/guilds/{guild}/roles",
                bot,
                call -> RestReply.ok(Json.array(world.guild(call.id("guild")).roles, GuildForm::role)));
        gate.add(routes, HandlerType.GET, "/guilds/{guild}/members", bot, this::members);
        gate.add(routes, HandlerType.GET, "/guilds/{guild}/members/{user}", bot, this::member);
    }

    private ObjectNode gateway() {
        return Json.object().put("url", world.rootUrl().replaceFirst("http", "ws"));
    }

    private ObjectNode gatewayForBot() {
        ObjectNode form = gateway().put("shards", 1);
        form.putObject("session_start_limit")
                .put("total", SESSION_STARTS)
                .put("remaining", SESSION_STARTS - 1)
                .put("reset_after", 0)
                .put("max_concurrency", 1);
        return form;
    }

    private RestReply openDm(RestCall call) {
        JsonNode recipient = call.object().path("recipient_id");
        if (recipient.asText().isEmpty()) {
            throw FormErrors.of("recipient_id", "BASE_TYPE_REQUIRED", "This field is required");
        }
        Account account = recipient.isNumber()
                ? byNumber(recipient)
                : world.account(Snowflakes.parse("recipient_id", recipient.asText()));
        if (account.bot) {
            throw ApiError.cannotSendToUser();
        }
        return RestReply.ok(ChannelForm.of(world.dmOf(account)));
    }

    /** JDA sends the id as a number, and a proxy written in JavaScript rounds it on its way here. */
    private Account byNumber(JsonNode id) {
        Account exact = world.accounts.get(id.asLong());
        if (exact != null) {
            return exact;
        }
        return world.accounts.values().stream()
                .filter(account -> (double) account.id == id.asDouble())
                .findFirst()
                .orElseThrow(ApiError::unknownUser);
    }

    private RestReply member(RestCall call) {
        Guild guild = world.guild(call.id("guild"));
        Account account = world.account(call.id("user"));
        if (!guild.members.containsKey(account.id)) {
            throw ApiError.unknownMember();
        }
        return RestReply.ok(UserForm.member(guild, account));
    }

    private RestReply members(RestCall call) {
        Guild guild = world.guild(call.id("guild"));
        long after = call.queryId("after");
        int limit = call.queryInt("limit", 1, 1, MEMBERS_PAGE);
        return RestReply.ok(Json.array(
                guild.members.values().stream()
                        .filter(member -> member.account().id > after)
                        .limit(limit)
                        .toList(),
                member -> UserForm.member(guild, member.account())));
    }

    private ObjectNode guildOfBot(Guild guild) {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(guild.id))
                .put("name", guild.name)
                .putNull("icon")
                .putNull("banner")
                .put("owner", false)
                .put("permissions", Long.toUnsignedString(guild.permissionsOf(world.bot)));
        form.putArray("features");
        return form;
    }

    private ObjectNode application() {
        ObjectNode form = Json.object()
                .put("id", Long.toUnsignedString(world.bot.id))
                .put("name", world.bot.username)
                .putNull("icon")
                .put("description", "")
                .putNull("type")
                .put("bot_public", false)
                .put("bot_require_code_grant", false)
                .put("verify_key", "0".repeat(64))
                .put("flags", 0)
                .put("flags_new", "0")
                .putNull("interactions_endpoint_url")
                .putNull("role_connections_verification_url")
                .put("approximate_guild_count", world.guilds.size())
                .put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0)
                .put("explicit_content_filter", 0)
                .putNull("team");
        form.putArray("redirect_uris");
        form.putArray("eligible_oauth2_scopes");
        form.set("bot", UserForm.of(world.bot));
        form.set("owner", UserForm.of(world.owner()));
        return form;
    }
}
