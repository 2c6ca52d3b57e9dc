package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Discord's limits on application commands. */
final class CommandRules {
    private static final int SLASH_COMMANDS = 100;
    private static final int NAME = 32;
    private static final int DESCRIPTION = 100;
    private static final int OPTIONS = 25;
    private static final int CHOICES = 25;
    private static final int CHOICE_TEXT = 100;
    private static final int TOTAL = 8000;
    private static final int LAST_TYPE = 3;
    private static final int LAST_OPTION_TYPE = 11;
    private static final int SUBCOMMAND = 1;
    private static final int GROUP = 2;
    private static final Pattern SLASH_NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDevanagari}\\p{IsThai}]{1,32}");

    private CommandRules() {}

    static void checkAll(ArrayNode commands, FormErrors errors) {
        Set<String> names = new HashSet<>();
        int slash = 0;
        for (int i = 0; i < commands.size(); i++) {
            JsonNode command = commands.get(i);
            check(command, Integer.toString(i), errors);
            int type = command.path("type").asInt(CommandBook.SLASH);
            slash += type == CommandBook.SLASH ? 1 : 0;
            if (!names.add(type + " " + Json.text(command, "name"))) {
                errors.add(
                        i + ".name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
        }
        if (slash > SLASH_COMMANDS) {
            throw new ApiError(400, 30032, "Maximum number of application commands reached (100).", null);
        }
    }

    static void check(JsonNode command, String path, FormErrors errors) {
        int type = command.path("type").asInt(CommandBook.SLASH);
        if (type < 1 || type > LAST_TYPE) {
            errors.choice(at(path, "type"), "1, 2, 3");
        }
        if (type == CommandBook.SLASH) {
            named(command, path, errors);
            if (total(command) > TOTAL) {
                errors.add(at(path, "name"), "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
            }
            options(command, path, errors);
        } else {
            errors.between(at(path, "name"), Json.text(command, "name"), 1, NAME);
            if (!Json.text(command, "description").isEmpty()) {
                errors.add(
                        at(path, "description"),
                        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED",
                        "Context menu commands cannot have description");
            }
        }
    }

    private static void named(JsonNode node, String path, FormErrors errors) {
        String name = Json.text(node, "name");
        if (!SLASH_NAME.matcher(name).matches() || !name.equals(name.toLowerCase(Locale.ROOT))) {
            errors.add(at(path, "name"), "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
        errors.between(at(path, "description"), Json.text(node, "description"), 1, DESCRIPTION);
    }

    private static void options(JsonNode node, String path, FormErrors errors) {
        ArrayNode options = Json.list(node, "options");
        if (options.size() > OPTIONS) {
            errors.tooLong(at(path, "options"), OPTIONS);
        }
        Set<String> names = new HashSet<>();
        boolean optionalSeen = false;
        for (int i = 0; i < options.size(); i++) {
            JsonNode option = options.get(i);
            String here = at(path, "options." + i);
            int type = option.path("type").asInt();
            if (type < 1 || type > LAST_OPTION_TYPE) {
                errors.choice(here + ".type", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11");
            }
            named(option, here, errors);
            if (!names.add(Json.text(option, "name"))) {
                errors.add(
                        here + ".name",
                        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
                        "Option name already exists");
            }
            boolean required = option.path("required").asBoolean();
            if (required && optionalSeen) {
                errors.add(
                        here,
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optionalSeen |= !required && type != SUBCOMMAND && type != GROUP;
            choices(option, here, errors);
            options(option, here, errors);
        }
    }

    private static void choices(JsonNode option, String path, FormErrors errors) {
        ArrayNode choices = Json.list(option, "choices");
        if (choices.size() > CHOICES) {
            errors.tooLong(path + ".choices", CHOICES);
        }
        if (!choices.isEmpty() && option.path("autocomplete").asBoolean()) {
            errors.add(
                    path, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", "Autocomplete options cannot have choices");
        }
        for (int i = 0; i < choices.size(); i++) {
            errors.between(path + ".choices." + i + ".name", Json.text(choices.get(i), "name"), 1, CHOICE_TEXT);
        }
    }

    private static int total(JsonNode node) {
        int total = FormErrors.length(Json.text(node, "name"))
                + FormErrors.length(Json.text(node, "description"))
                + FormErrors.length(Json.text(node, "value"));
        for (JsonNode option : Json.list(node, "options")) {
            total += total(option);
        }
        for (JsonNode choice : Json.list(node, "choices")) {
            total += total(choice);
        }
        return total;
    }

    private static String at(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
