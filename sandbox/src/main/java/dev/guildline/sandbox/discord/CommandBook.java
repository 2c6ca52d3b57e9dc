package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bot's application commands: everywhere (scope 0) and per server. Called with the world's lock held. */
final class CommandBook {
    static final long GLOBAL = 0;
    static final int SLASH = 1;
    private static final int CONTEXT_GUILD = 0;
    private static final int CONTEXT_BOT_DM = 1;

    private final World world;
    private final Map<Long, Map<String, ObjectNode>> scopes = new LinkedHashMap<>();

    CommandBook(World world) {
        this.world = world;
    }

    /** Replaces all commands of a scope. */
    List<ObjectNode> overwrite(long scope, ArrayNode commands) {
        FormErrors errors = new FormErrors();
        CommandRules.checkAll(commands, errors);
        errors.throwIfAny();
        Map<String, ObjectNode> before = commandsOf(scope);
        Map<String, ObjectNode> after = new LinkedHashMap<>();
        for (JsonNode command : commands) {
            ObjectNode stored = stored(scope, command, before.get(key(command)));
            after.put(key(stored), stored);
        }
        scopes.put(scope, after);
        world.announce(SandboxChange.Kind.COMMANDS, null, null, null);
        return new ArrayList<>(after.values());
    }

    /** Adds one command, or replaces the one of the same name and type. */
    ObjectNode upsert(long scope, JsonNode command) {
        FormErrors errors = new FormErrors();
        CommandRules.check(command, "", errors);
        errors.throwIfAny();
        ObjectNode stored = stored(scope, command, commandsOf(scope).get(key(command)));
        commandsOf(scope).put(key(stored), stored);
        world.announce(SandboxChange.Kind.COMMANDS, null, null, null);
        return stored;
    }

    ObjectNode edit(long scope, long id, ObjectNode changes) {
        ObjectNode old = find(scope, id);
        ObjectNode merged = old.deepCopy();
        merged.setAll(changes);
        FormErrors errors = new FormErrors();
        CommandRules.check(merged, "", errors);
        errors.throwIfAny();
        ObjectNode stored = stored(scope, merged, old);
        commandsOf(scope).remove(key(old));
        commandsOf(scope).put(key(stored), stored);
        world.announce(SandboxChange.Kind.COMMANDS, null, null, null);
        return stored;
    }

    void delete(long scope, long id) {
        commandsOf(scope).remove(key(find(scope, id)));
        world.announce(SandboxChange.Kind.COMMANDS, null, null, null);
    }

    ObjectNode find(long scope, long id) {
        return commandsOf(scope).values().stream()
                .filter(command -> Json.text(command, "id").equals(Long.toUnsignedString(id)))
                .findFirst()
                .orElseThrow(ApiError::unknownCommand);
    }

    List<ObjectNode> all(long scope) {
        return new ArrayList<>(commandsOf(scope).values());
    }

    /** The commands a person is offered in a channel: of its server first, then those registered everywhere. */
    List<ObjectNode> offered(Channel channel, Account person) {
        Map<String, ObjectNode> offered = new LinkedHashMap<>();
        if (channel.guild != null) {
            offered.putAll(commandsOf(channel.guild.id));
        }
        commandsOf(GLOBAL).forEach(offered::putIfAbsent);
        return offered.values().stream()
                .filter(command -> fitsContext(command, channel) && isPermitted(command, channel.guild, person))
                .toList();
    }

    Optional<ObjectNode> offered(Channel channel, Account person, int type, String name) {
        return offered(channel, person).stream()
                .filter(command -> command.path("type").asInt() == type
                        && Json.text(command, "name").equals(name))
                .findFirst();
    }

    private static boolean fitsContext(ObjectNode command, Channel channel) {
        ArrayNode contexts = Json.list(command, "contexts");
        int wanted = channel.guild == null ? CONTEXT_BOT_DM : CONTEXT_GUILD;
        return contexts.isEmpty() || contexts.valueStream().anyMatch(context -> context.asInt() == wanted);
    }

    private static boolean isPermitted(ObjectNode command, @Nullable Guild guild, Account person) {
        if (guild == null || !Json.has(command, "default_member_permissions")) {
            return true;
        }
        long needed = Long.parseUnsignedLong(Json.text(command, "default_member_permissions"));
        long held = guild.permissionsOf(person);
        return needed == 0 ? (held & Guild.ADMINISTRATOR) != 0 : (held & needed) == needed;
    }

    private Map<String, ObjectNode> commandsOf(long scope) {
        return scopes.computeIfAbsent(scope, key -> new LinkedHashMap<>());
    }

    private static String key(JsonNode command) {
        return command.path("type").asInt(SLASH) + " " + Json.text(command, "name");
    }

    private ObjectNode stored(long scope, JsonNode command, @Nullable ObjectNode before) {
        ObjectNode stored = Json.object()
                .put("id", before == null ? Long.toUnsignedString(world.nextId()) : Json.text(before, "id"))
                .put("application_id", Long.toUnsignedString(world.bot.id))
                .put("version", Long.toUnsignedString(world.nextId()))
                .put("type", command.path("type").asInt(SLASH))
                .put("name", Json.text(command, "name"))
                .put("description", Json.text(command, "description"))
                .put("nsfw", command.path("nsfw").asBoolean());
        stored.set("name_localizations", command.get("name_localizations"));
        stored.set("description_localizations", command.get("description_localizations"));
        boolean restricted = Json.has(command, "default_member_permissions");
        stored.put("default_member_permissions", restricted ? Json.text(command, "default_member_permissions") : null);
        stored.put("dm_permission", command.path("dm_permission").asBoolean(true));
        if (scope == GLOBAL) {
            stored.set("contexts", Json.has(command, "contexts") ? ints(Json.list(command, "contexts")) : null);
            ArrayNode installs = ints(Json.list(command, "integration_types"));
            stored.set("integration_types", installs.isEmpty() ? installs.add(0) : installs);
        } else {
            stored.put("guild_id", Long.toUnsignedString(scope));
        }
        ArrayNode options = Json.list(command, "options").deepCopy();
        Json.dropNulls(options);
        if (!options.isEmpty()) {
            stored.set("options", options);
        }
        return stored;
    }

    /** Some libraries write numbers as strings; Discord takes both and answers with numbers. */
    private static ArrayNode ints(ArrayNode values) {
        ArrayNode numbers = Json.array();
        values.forEach(value -> numbers.add(value.asInt()));
        return numbers;
    }
}
