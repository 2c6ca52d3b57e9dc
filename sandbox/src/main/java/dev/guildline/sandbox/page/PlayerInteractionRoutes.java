package dev.guildline.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxChoice;
import dev.guildline.sandbox.discord.SandboxCommand;
import dev.guildline.sandbox.discord.SandboxInteraction;
import dev.guildline.sandbox.discord.SandboxModal;
import dev.guildline.sandbox.discord.SandboxTimeoutException;
import dev.guildline.sandbox.discord.SandboxUser;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a player does that the bot has to answer: commands, buttons, menus, forms. */
final class PlayerInteractionRoutes {
    private static final int LONGEST_ID = 100;
    private static final int LONGEST_COMMAND = 120;
    private static final int MOST_VALUES = 25;
    private static final Duration SUGGESTIONS_WITHIN = Duration.ofSeconds(3);

    private final Players players;
    private final UploadShelf uploads;

    PlayerInteractionRoutes(Players players, UploadShelf uploads) {
        this.players = players;
        this.uploads = uploads;
    }

    void register(RoutesConfig routes) {
        String player = "/api/players/{player}";
        String channel = player + "/channels/{channel}";
        String message = player + "/messages/{message}";
        routes.get(channel + "/commands", this::commands);
        routes.post(channel + "/commands", this::send);
        routes.post(channel + "/suggestions", this::suggest);
        routes.post(message + "/click", this::click);
        routes.post(message + "/select", this::select);
        routes.post(message + "/command", this::messageCommand);
        routes.get(player + "/interactions/{interaction}", this::show);
        routes.post(player + "/modals/{interaction}", this::submit);
        routes.delete(player + "/modals/{interaction}", this::dismiss);
    }

    private void commands(Context context) {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        PageAnswer.json(context, PageJson.array(player.offeredCommands(channel), ChatView::command));
    }

    private void send(Context context) {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        PageBody body = PageBody.of(context, "command", "options");
        String command = body.text("command", LONGEST_COMMAND);
        Map<String, Object> options = options(player, channel, command, body.object("options"));
        accepted(context, player.slash(channel, command, options));
    }

    private void suggest(Context context) {
        SandboxUser player = players.player(context);
        SandboxChannel channel = players.channel(context, player);
        PageBody body = PageBody.of(context, "command", "option", "typed", "options");
        String command = body.text("command", LONGEST_COMMAND);
        String typed = body.optionalText("typed", LONGEST_ID);
        Map<String, Object> options = options(player, channel, command, body.object("options"));
        SandboxInteraction asked = player.autocomplete(
                channel, command, body.text("option", LONGEST_ID), typed == null ? "" : typed, options);
        List<SandboxChoice> choices = List.of();
        boolean answered = true;
        try {
            choices = asked.awaitChoices(SUGGESTIONS_WITHIN);
        } catch (SandboxTimeoutException e) {
            answered = false;
        }
        ObjectNode form = PageJson.object().put("answered", answered);
        form.set("choices", PageJson.array(choices, ChatView::choice));
        PageAnswer.json(context, form);
    }

    private void click(Context context) {
        PageBody body = PageBody.of(context, "button");
        String button = body.text("button", LONGEST_ID);
        accepted(context, players.player(context).click(Players.message(context), button));
    }

    private void select(Context context) {
        PageBody body = PageBody.of(context, "menu", "values");
        String[] values = body.texts("values", MOST_VALUES).toArray(String[]::new);
        accepted(
                context,
                players.player(context).select(Players.message(context), body.text("menu", LONGEST_ID), values));
    }

    private void messageCommand(Context context) {
        PageBody body = PageBody.of(context, "command");
        accepted(
                context,
                players.player(context)
                        .messageCommand(Players.message(context), body.text("command", LONGEST_COMMAND)));
    }

    private void show(Context context) {
        SandboxUser player = players.player(context);
        SandboxInteraction interaction = player.interaction(Players.id("interaction", context.pathParam("interaction")))
                .orElseThrow(() -> PageProblem.unknown("interaction", "There is no such interaction of this player."));
        PageAnswer.json(context, form(interaction));
    }

    private void submit(Context context) {
        SandboxUser player = players.player(context);
        SandboxModal modal = modal(context, player);
        PageBody body = PageBody.of(context, "values");
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : body.object("values").properties()) {
            values.put(entry.getKey(), value(entry.getKey(), entry.getValue()));
        }
        accepted(context, player.submitModal(modal, values));
    }

    private void dismiss(Context context) {
        SandboxUser player = players.player(context);
        player.closeModal(modal(context, player));
        context.status(204);
    }

    private static SandboxModal modal(Context context, SandboxUser player) {
        String opener = context.pathParam("interaction");
        return player.openModals().stream()
                .filter(modal -> modal.interactionId().equals(opener))
                .findFirst()
                .orElseThrow(() -> PageProblem.unknown("interaction", "This form is not open any more."));
    }

    private static void accepted(Context context, SandboxInteraction interaction) {
        PageAnswer.json(context.status(202), form(interaction));
    }

    private static ObjectNode form(SandboxInteraction interaction) {
        return PageJson.object()
                .put("interaction", interaction.id())
                .put("state", interaction.state().name());
    }

    /** Options as the simulator takes them: people, channels and files by what they are, not by their ids. */
    private Map<String, Object> options(SandboxUser player, SandboxChannel channel, String command, ObjectNode given) {
        List<SandboxCommand.Option> known = known(player, channel, command);
        Map<String, Object> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            String field = "options." + entry.getKey();
            int type = known.stream()
                    .filter(option -> option.name().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> PageProblem.badField(field, "The command has no option of this name."))
                    .type();
            JsonNode value = entry.getValue();
            boolean fits = switch (type) {
                case 4 -> value.canConvertToExactIntegral();
                case 5 -> value.isBoolean();
                case 10 -> value.isNumber();
                default -> value.isTextual();
            };
            if (!fits) {
                throw PageProblem.badField(field, "\"" + field + "\" has a value of the wrong kind.");
            }
            options.put(
                    entry.getKey(),
                    switch (type) {
                        case 4, 10 -> value.numberValue();
                        case 5 -> value.asBoolean();
                        case 6 -> players.player(field, value.asText());
                        case 7 -> players.channel(field, value.asText(), player);
                        case 11 -> uploads.file(field, value.asText());
                        default -> value.asText();
                    });
        }
        return options;
    }

    private static List<SandboxCommand.Option> known(SandboxUser player, SandboxChannel channel, String command) {
        String[] path = command.strip().split(" +", -1);
        List<SandboxCommand.Option> level = player.offeredCommands(channel).stream()
                .filter(offered -> offered.type() == 1 && offered.name().equals(path[0]))
                .findFirst()
                .orElseThrow(() -> PageProblem.badField("command", "There is no command /" + path[0] + " here."))
                .options();
        for (int step = 1; step < path.length; step++) {
            String name = path[step];
            level = level.stream()
                    .filter(option -> option.name().equals(name) && option.type() <= 2)
                    .findFirst()
                    .orElseThrow(() -> PageProblem.badField("command", "There is no subcommand " + name + "."))
                    .options();
        }
        return level;
    }

    private Object value(String name, JsonNode value) {
        String field = "values." + name;
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        List<Object> list = new ArrayList<>();
        if (value.isArray()) {
            for (JsonNode item : value) {
                list.add(item.isTextual() ? item.asText() : upload(field, item));
            }
            return list;
        }
        throw PageProblem.badField(field, "\"" + field + "\" must be a text, true or false, or a list.");
    }

    private Object upload(String field, JsonNode item) {
        if (!item.path("upload").isTextual()) {
            throw PageProblem.badField(field, "\"" + field + "\" takes texts, or objects with an \"upload\".");
        }
        return uploads.file(field, item.path("upload").asText());
    }
}
