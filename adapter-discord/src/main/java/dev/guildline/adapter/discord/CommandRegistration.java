package dev.guildline.adapter.discord;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.utils.data.DataObject;

/**
 * Tells Discord about our commands, only where it knows them differently: new names are limited to 200 a day. A bot of
 * our own has exactly our commands; on somebody else's only ours are touched.
 */
final class CommandRegistration {
    private static final System.Logger LOG = System.getLogger(CommandRegistration.class.getName());

    private final boolean ownBot;
    private final StubbornCall calls;

    CommandRegistration(boolean ownBot, StubbornCall calls) {
        this.ownBot = ownBot;
        this.calls = calls;
    }

    /** Completes when it is over, and never fails: without commands the rest still works, and the log says what is missing. */
    CompletionStage<Void> bringUpToDate(JDA jda) {
        CompletionStage<Integer> registration = calls.untilKept("the list of commands", () -> register(jda));
        return registration
                .thenAccept(changed -> LOG.log(System.Logger.Level.INFO, "commands registered anew: {0}", changed))
                .exceptionally(failure -> {
                    if (failure.getCause() instanceof CancellationException) {
                        return null;
                    }
                    LOG.log(
                            System.Logger.Level.ERROR,
                            "commands could not be registered: {0}; does the bot have the scope applications.commands?",
                            DiscordErrors.brief(failure));
                    return null;
                });
    }

    /** Completes with how many commands had to be told. */
    private CompletionStage<Integer> register(JDA jda) {
        return jda.retrieveCommands(true)
                .submit()
                .thenCompose(registered -> ownBot ? replace(jda, registered) : add(jda, registered))
                .exceptionallyCompose(
                        failure -> CompletableFuture.failedFuture(DiscordErrors.of(failure, "registering commands")));
    }

    private static CompletableFuture<Integer> replace(JDA jda, List<Command> registered) {
        List<SlashCommandData> wanted = SlashCommands.definitions();
        if (registered.size() == wanted.size() && outOfDate(registered, wanted).isEmpty()) {
            return CompletableFuture.completedFuture(0);
        }
        return jda.updateCommands().addCommands(wanted).submit().thenApply(List::size);
    }

    private static CompletableFuture<Integer> add(JDA jda, List<Command> registered) {
        List<SlashCommandData> missing = outOfDate(registered, SlashCommands.definitions());
        CompletableFuture<?> done = CompletableFuture.completedFuture(null);
        for (SlashCommandData command : missing) {
            done = done.thenCompose(before -> jda.upsertCommand(command).submit());
        }
        return done.thenApply(last -> missing.size());
    }

    private static List<SlashCommandData> outOfDate(List<Command> registered, List<SlashCommandData> wanted) {
        Map<String, DataObject> known = new TreeMap<>();
        registered.stream()
                .filter(command -> command.getType() == Command.Type.SLASH)
                .forEach(command -> known.put(
                        command.getName(), SlashCommandData.fromCommand(command).toData()));
        return wanted.stream()
                .filter(command -> !command.toData().equals(known.get(command.getName())))
                .toList();
    }
}
