package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills in a slash command as a client does: only options that exist, required ones all, values of the right kind. */
final class CommandInput {
    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final int STRING = 3;
    private static final int INTEGER = 4;
    private static final int BOOLEAN = 5;
    private static final int USER = 6;
    private static final int CHANNEL = 7;
    private static final int NUMBER = 10;
    private static final int ATTACHMENT = 11;

    private final World world;
    private final Channel channel;
    private final MessageForm form;
    private final ObjectNode resolved = Json.object();

    CommandInput(World world, Channel channel, MessageForm form) {
        this.world = world;
        this.channel = channel;
        this.form = form;
    }

    /**
     * The interaction's data.
     *
     * @param path the command's name, then subcommand group and subcommand if it has them
     * @param focused option being typed, which makes it an autocomplete request; null for sending the command
     */
    ObjectNode data(ObjectNode command, List<String> path, Map<String, ?> values, @Nullable String focused) {
        ObjectNode data = Json.object()
                .put("id", Json.text(command, "id"))
                .put("name", Json.text(command, "name"))
                .put("type", command.path("type").asInt());
        if (Json.has(command, "guild_id")) {
            data.put("guild_id", Json.text(command, "guild_id"));
        }
        JsonNode at = command;
        ArrayNode level = data.putArray("options");
        for (String step : path.subList(1, path.size())) {
            at = option(at, step);
            ObjectNode sub = level.addObject()
                    .put("name", step)
                    .put("type", at.path("type").asInt());
            level = sub.putArray("options");
        }
        if (Json.list(at, "options").valueStream().anyMatch(CommandInput::isSubcommand)) {
            throw new IllegalArgumentException("\"/" + String.join(" ", path) + "\" needs a subcommand");
        }
        fill(level, at, values, focused);
        if (!resolved.isEmpty()) {
            data.set("resolved", resolved);
        }
        return data;
    }

    private void fill(ArrayNode into, JsonNode definition, Map<String, ?> values, @Nullable String focused) {
        Set<String> left = new LinkedHashSet<>(values.keySet());
        for (JsonNode option : Json.list(definition, "options")) {
            String name = Json.text(option, "name");
            Object value = values.get(name);
            left.remove(name);
            if (value == null && option.path("required").asBoolean() && focused == null) {
                throw new IllegalArgumentException("the option \"" + name + "\" is required");
            }
            if (value == null) {
                continue;
            }
            int type = option.path("type").asInt();
            ObjectNode given = into.addObject().put("name", name).put("type", type);
            put(given, option, type, value);
            if (name.equals(focused)) {
                given.put("focused", true);
            }
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("the command has no option " + left);
        }
    }

    private void put(ObjectNode given, JsonNode option, int type, Object value) {
        String name = Json.text(option, "name");
        switch (type) {
            case STRING -> given.put("value", text(option, name, value));
            case INTEGER -> given.put("value", kind(name, Number.class, value).longValue());
            case NUMBER -> given.put("value", kind(name, Number.class, value).doubleValue());
            case BOOLEAN -> given.put("value", kind(name, Boolean.class, value));
            case USER -> given.put("value", user(kind(name, SandboxUser.class, value)));
            case CHANNEL -> given.put("value", channel(kind(name, SandboxChannel.class, value)));
            case ATTACHMENT -> given.put("value", file(kind(name, SandboxFile.class, value)));
            default -> throw new IllegalArgumentException("options of type " + type + " cannot be given: " + name);
        }
    }

    private static String text(JsonNode option, String name, Object value) {
        String text = kind(name, String.class, value);
        int length = FormErrors.length(text);
        int most = option.path("max_length").asInt(6000);
        if (length < option.path("min_length").asInt(0) || length > most) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" may have " + most + " characters at most, not " + length);
        }
        ArrayNode choices = Json.list(option, "choices");
        boolean offered = choices.valueStream()
                .anyMatch(choice -> Json.text(choice, "value").equals(text));
        if (!choices.isEmpty() && !offered) {
            throw new IllegalArgumentException("\"" + name + "\" offers no choice \"" + text + "\"");
        }
        return text;
    }

    private static <T> T kind(String name, Class<T> kind, Object value) {
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException("the option \"" + name + "\" takes a " + kind.getSimpleName()
                    + ", not a " + value.getClass().getSimpleName());
        }
        return kind.cast(value);
    }

    private String user(SandboxUser user) {
        Account account = user.account();
        resolved.withObjectProperty("users").set(user.id(), UserForm.of(account));
        Guild guild = channel.guild;
        if (guild != null && guild.members.containsKey(account.id)) {
            ObjectNode member = UserForm.partialMember(guild, account)
                    .put("permissions", Long.toUnsignedString(guild.permissionsOf(account)));
            resolved.withObjectProperty("members").set(user.id(), member);
        }
        return user.id();
    }

    private String channel(SandboxChannel chosen) {
        resolved.withObjectProperty("channels").set(chosen.id(), ChannelForm.of(chosen.channel()));
        return chosen.id();
    }

    private String file(SandboxFile file) {
        StoredFile stored =
                new StoredFile(world.nextId(), channel.id, file.name(), file.contentType(), null, file.bytes());
        world.files.put(stored.id(), stored);
        String id = Long.toUnsignedString(stored.id());
        resolved.withObjectProperty("attachments")
                .set(id, form.attachment(stored).put("ephemeral", true));
        return id;
    }

    private static JsonNode option(JsonNode at, String name) {
        return Json.list(at, "options")
                .valueStream()
                .filter(option -> Json.text(option, "name").equals(name) && isSubcommand(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no subcommand \"" + name + "\""));
    }

    private static boolean isSubcommand(JsonNode option) {
        int type = option.path("type").asInt();
        return type == SUBCOMMAND || type == GROUP;
    }
}
