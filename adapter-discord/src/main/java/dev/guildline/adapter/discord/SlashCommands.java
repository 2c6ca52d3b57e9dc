package dev.guildline.adapter.discord;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;

/** Which commands there are, and who answers them. Commands and forms of others are left alone. */
final class SlashCommands {
    static final String HELP = "helpme";
    static final String BUG = "bug";
    static final String NEW_FEATURE = "new_feature";
    static final String TEXT_OPTION = "text";
    static final String FILE_OPTION = "file";
    private static final int LONGEST_TEXT = 4000;

    private final HelpCommand help;
    private final Map<ReportKind, ReportCommand> reports;

    SlashCommands(CompletableFuture<DrivingPorts> ports, Executor threads, Duration patience, PublicAskers askers) {
        this.help = new HelpCommand(ports, threads, patience, askers);
        this.reports = Map.of(
                ReportKind.BUG, new ReportCommand(ReportKind.BUG, ports, threads),
                ReportKind.FEATURE, new ReportCommand(ReportKind.FEATURE, ports, threads));
    }

    void called(SlashCommandInteractionEvent event) {
        switch (event.getFullCommandName()) {
            case HELP -> help.called(event);
            case BUG -> report(ReportKind.BUG).called(event);
            case NEW_FEATURE -> report(ReportKind.FEATURE).called(event);
            default -> {}
        }
    }

    void submitted(ModalInteractionEvent event) {
        ReportForm.kind(event.getModalId()).ifPresent(kind -> report(kind).submitted(event));
    }

    private ReportCommand report(ReportKind kind) {
        return Objects.requireNonNull(reports.get(kind));
    }

    /** The commands as Discord is told about them. */
    static List<SlashCommandData> definitions() {
        return List.of(command(HELP), reporting(BUG), reporting(NEW_FEATURE));
    }

    private static SlashCommandData reporting(String name) {
        return command(name)
                .addOptions(
                        option(name, OptionType.STRING, TEXT_OPTION).setMaxLength(LONGEST_TEXT),
                        option(name, OptionType.ATTACHMENT, FILE_OPTION));
    }

    private static SlashCommandData command(String name) {
        String texts = "command." + name + ".";
        SlashCommandData command = Commands.slash(name, Phrases.standard().get(texts + "description"))
                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM);
        for (Locale locale : Phrases.translations()) {
            Phrases phrases = Phrases.in(Optional.of(locale));
            command.setNameLocalization(DiscordLocale.from(locale), phrases.get(texts + "name"));
            command.setDescriptionLocalization(DiscordLocale.from(locale), phrases.get(texts + "description"));
        }
        return command;
    }

    private static OptionData option(String command, OptionType type, String name) {
        String texts = "command." + command + ".option." + name + ".";
        OptionData option = new OptionData(type, name, Phrases.standard().get(texts + "description"), false);
        for (Locale locale : Phrases.translations()) {
            Phrases phrases = Phrases.in(Optional.of(locale));
            option.setNameLocalization(DiscordLocale.from(locale), phrases.get(texts + "name"));
            option.setDescriptionLocalization(DiscordLocale.from(locale), phrases.get(texts + "description"));
        }
        return option;
    }
}
