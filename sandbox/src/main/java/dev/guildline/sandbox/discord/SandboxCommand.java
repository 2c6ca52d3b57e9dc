package dev.guildline.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A command as one person's client offers it, in that person's language. Texts that were not set are empty.
 *
 * @param type 1 slash command, 2 user command, 3 message command
 * @param name the name to send it by
 * @param shownName the name in the person's language
 * @param description what it does, in the person's language
 * @param options options, subcommands and subcommand groups in order
 */
public record SandboxCommand(int type, String name, String shownName, String description, List<Option> options) {
    private static final int LONGEST_TEXT = 6000;

    /**
     * An option of a command.
     *
     * @param type Discord's option type: 1 subcommand, 2 group, 3 text, 4 whole number, 5 boolean, 6 user, 7 channel, 10 number, 11 attachment
     * @param name the name to send it by
     * @param shownName the name in the person's language
     * @param description what it is for, in the person's language
     * @param required whether the command needs it
     * @param autocomplete whether the bot suggests values while the person types
     * @param maxLength longest text taken, in characters
     * @param choices the only values taken; empty for any
     * @param options of a subcommand or group, what is inside
     */
    public record Option(
            int type,
            String name,
            String shownName,
            String description,
            boolean required,
            boolean autocomplete,
            int maxLength,
            List<SandboxChoice> choices,
            List<Option> options) {
        public Option {
            choices = List.copyOf(choices);
            options = List.copyOf(options);
        }
    }

    public SandboxCommand {
        options = List.copyOf(options);
    }

    static SandboxCommand of(JsonNode command, String locale) {
        return new SandboxCommand(
                command.path("type").asInt(),
                Json.text(command, "name"),
                translated(command, "name", locale),
                translated(command, "description", locale),
                options(command, locale));
    }

    private static List<Option> options(JsonNode node, String locale) {
        return Json.list(node, "options")
                .valueStream()
                .map(option -> new Option(
                        option.path("type").asInt(),
                        Json.text(option, "name"),
                        translated(option, "name", locale),
                        translated(option, "description", locale),
                        option.path("required").asBoolean(),
                        option.path("autocomplete").asBoolean(),
                        option.path("max_length").asInt(LONGEST_TEXT),
                        Json.list(option, "choices")
                                .valueStream()
                                .map(choice -> new SandboxChoice(
                                        translated(choice, "name", locale), Json.text(choice, "value")))
                                .toList(),
                        options(option, locale)))
                .toList();
    }

    private static String translated(JsonNode node, String field, String locale) {
        String translation = Json.text(node.path(field + "_localizations"), locale);
        return translation.isEmpty() ? Json.text(node, field) : translation;
    }
}
