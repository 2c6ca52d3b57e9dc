package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers what gateway clients send: identify, resume, heartbeat, member requests. Called with the world's lock held. */
final class GatewayProtocol {
    static final int HEARTBEAT = 1;
    static final int RECONNECT = 7;
    static final int INVALID_SESSION = 9;
    private static final int IDENTIFY = 2;
    private static final int PRESENCE = 3;
    private static final int VOICE = 4;
    private static final int RESUME = 6;
    private static final int REQUEST_MEMBERS = 8;
    private static final int HELLO = 10;
    private static final int ACK = 11;

    static final int UNKNOWN_ERROR = 4000;
    private static final int UNKNOWN_OPCODE = 4001;
    private static final int DECODE_ERROR = 4002;
    private static final int NOT_AUTHENTICATED = 4003;
    private static final int AUTHENTICATION_FAILED = 4004;
    private static final int ALREADY_AUTHENTICATED = 4005;
    private static final int INVALID_SEQUENCE = 4007;
    private static final int RATE_LIMITED = 4008;
    private static final int INVALID_SHARD = 4010;
    private static final int INVALID_INTENTS = 4013;
    private static final int DISALLOWED_INTENTS = 4014;

    private final World world;
    private final Gateway gateway;

    GatewayProtocol(World world, Gateway gateway) {
        this.world = world;
        this.gateway = gateway;
    }

    void opened(GatewayConnection connection) {
        gateway.connected(connection);
        ObjectNode hello = Json.object()
                .put("heartbeat_interval", world.settings.heartbeatInterval().toMillis());
        connection.send(Gateway.frame(HELLO, hello));
    }

    void received(GatewayConnection connection, String text) {
        if (!connection.within(world.now())) {
            close(connection, RATE_LIMITED, "You are being rate limited.");
            return;
        }
        JsonNode frame;
        try {
            frame = Json.read(text);
        } catch (ApiError e) {
            close(connection, DECODE_ERROR, "Error while decoding payload.");
            return;
        }
        JsonNode data = frame.path("d");
        switch (frame.path("op").asInt(-1)) {
            case HEARTBEAT -> connection.send(Gateway.frame(ACK, null));
            case IDENTIFY -> identify(connection, data);
            case RESUME -> resume(connection, data);
            case REQUEST_MEMBERS -> {
                if (isAuthenticated(connection)) {
                    sendMembers(connection, data);
                }
            }
            case PRESENCE, VOICE -> isAuthenticated(connection);
            default -> close(connection, UNKNOWN_OPCODE, "Unknown opcode.");
        }
    }

    private void identify(GatewayConnection connection, JsonNode data) {
        if (connection.session != null) {
            close(connection, ALREADY_AUTHENTICATED, "Already authenticated.");
            return;
        }
        long intents = data.path("intents").asLong();
        JsonNode shard = data.path("shard");
        if (!tokenFits(data)) {
            close(connection, AUTHENTICATION_FAILED, "Authentication failed.");
        } else if (shard.isArray() && shard.path(0).asInt() >= shard.path(1).asInt()) {
            close(connection, INVALID_SHARD, "Invalid shard.");
        } else if (!data.has("intents") || (intents & ~Intents.KNOWN) != 0) {
            close(connection, INVALID_INTENTS, "Invalid intent(s).");
        } else if ((intents & Intents.PRIVILEGED & ~world.settings.privilegedIntents()) != 0) {
            close(connection, DISALLOWED_INTENTS, "Disallowed intent(s).");
        } else {
            String id = UUID.randomUUID().toString().replace("-", "");
            GatewaySession session = gateway.open(connection, id, intents);
            session.dispatch("READY", ready(session, shard));
            if (session.wants(Intents.GUILDS) && servesGuilds(shard)) {
                world.guilds.values().forEach(guild -> session.dispatch("GUILD_CREATE", guildCreate(guild)));
            }
        }
    }

    /** With several shards, all guilds of the sandbox are on the first: nobody needs more here. */
    private static boolean servesGuilds(JsonNode shard) {
        return !shard.isArray() || shard.path(0).asInt() == 0;
    }

    private ObjectNode ready(GatewaySession session, JsonNode shard) {
        ObjectNode ready = Json.object().put("v", 10).put("session_id", session.id);
        ready.set("user", UserForm.self(world.bot));
        ready.set(
                "guilds",
                Json.array(
                        servesGuilds(shard) ? world.guilds.values() : List.of(),
                        guild -> Json.object()
                                .put("id", Long.toUnsignedString(guild.id))
                                .put("unavailable", true)));
        ready.putArray("private_channels");
        ready.put("resume_gateway_url", world.rootUrl().replaceFirst("http", "ws"));
        ready.putObject("application")
                .put("id", Long.toUnsignedString(world.bot.id))
                .put("flags", 0);
        if (shard.isArray()) {
            ready.set("shard", shard);
        }
        return ready;
    }

    ObjectNode guildCreate(Guild guild) {
        List<Channel> threads = world.channels.values().stream()
                .filter(channel -> channel.guild == guild && channel.thread != null && !channel.thread.archived)
                .toList();
        Guild.Member self = guild.members.get(world.bot.id);
        return GuildForm.forGateway(guild, threads, world.bot, self == null ? world.now() : self.joinedAt());
    }

    private void resume(GatewayConnection connection, JsonNode data) {
        if (connection.session != null) {
            close(connection, ALREADY_AUTHENTICATED, "Already authenticated.");
            return;
        }
        if (!tokenFits(data)) {
            close(connection, AUTHENTICATION_FAILED, "Authentication failed.");
            return;
        }
        GatewaySession session = gateway.find(Json.text(data, "session_id"));
        if (session == null) {
            connection.send(Gateway.frame(INVALID_SESSION, BooleanNode.FALSE));
            return;
        }
        int seen = data.path("seq").asInt();
        if (seen > session.sequence()) {
            gateway.forget(session);
            close(connection, INVALID_SEQUENCE, "Invalid seq.");
            return;
        }
        gateway.attach(session, connection);
        session.after(seen).forEach(connection::send);
        session.dispatch("RESUMED", Json.object());
    }

    private boolean tokenFits(JsonNode data) {
        String token = Json.text(data, "token");
        return token.equals(world.settings.token()) || token.equals("Bot " + world.settings.token());
    }

    private boolean isAuthenticated(GatewayConnection connection) {
        if (connection.session == null) {
            close(connection, NOT_AUTHENTICATED, "Not authenticated.");
            return false;
        }
        return true;
    }

    private void sendMembers(GatewayConnection connection, JsonNode data) {
        GatewaySession session = connection.session;
        String guildId =
                data.path("guild_id").isArray() ? data.path("guild_id").path(0).asText() : Json.text(data, "guild_id");
        Guild guild = findGuild(guildId);
        if (session == null || guild == null) {
            return;
        }
        List<String> wanted = ids(data.path("user_ids"));
        ObjectNode chunk =
                Json.object().put("guild_id", guildId).put("chunk_index", 0).put("chunk_count", 1);
        chunk.set(
                "members",
                Json.array(
                        guild.members.values().stream()
                                .filter(member ->
                                        wanted.isEmpty() || wanted.contains(Long.toUnsignedString(member.account().id)))
                                .toList(),
                        member -> UserForm.member(guild, member.account())));
        chunk.putArray("not_found");
        if (data.hasNonNull("nonce")) {
            chunk.set("nonce", data.get("nonce"));
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk);
    }

    private @Nullable Guild findGuild(String id) {
        return world.guilds.values().stream()
                .filter(guild -> Long.toUnsignedString(guild.id).equals(id))
                .findFirst()
                .orElse(null);
    }

    private static List<String> ids(JsonNode node) {
        if (node instanceof ArrayNode array) {
            return array.valueStream().map(JsonNode::asText).toList();
        }
        return node.isMissingNode() || node.isNull() ? List.of() : List.of(node.asText());
    }

    private void close(GatewayConnection connection, int code, String reason) {
        boolean resumable = code != AUTHENTICATION_FAILED && code != INVALID_SEQUENCE;
        gateway.lost(connection, resumable);
        connection.close(code, reason);
    }
}
