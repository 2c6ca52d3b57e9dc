package dev.guildline.adapter.discord;

import dev.guildline.core.message.Attachment;
import dev.guildline.core.usecase.CaseOutcome;
import dev.guildline.core.usecase.CaseReport;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.Interaction;
import net.dv8tion.jda.api.interactions.InteractionHook;
import net.dv8tion.jda.api.interactions.callbacks.IReplyCallback;
import net.dv8tion.jda.api.interactions.commands.OptionMapping;

/**
 * {@code /bug} and {@code /new_feature}: a case is opened, the reporter is thanked in public and shown what is known
 * already. The words come with the command or by a form.
 */
final class ReportCommand {
    private static final System.Logger LOG = System.getLogger(ReportCommand.class.getName());
    private static final int LISTED = 5;

    private final ReportKind kind;
    private final CompletableFuture<DrivingPorts> ports;
    private final Executor threads;
    private final WaitingFiles waitingFiles = new WaitingFiles();

    ReportCommand(ReportKind kind, CompletableFuture<DrivingPorts> ports, Executor threads) {
        this.kind = kind;
        this.ports = ports;
        this.threads = threads;
    }

    void called(SlashCommandInteractionEvent event) {
        String text = event.getOption(SlashCommands.TEXT_OPTION, "", OptionMapping::getAsString);
        Message.Attachment option = event.getOption(SlashCommands.FILE_OPTION, OptionMapping::getAsAttachment);
        List<Attachment> files = option == null
                ? List.of()
                : InboundTranslator.attachment(option).map(List::of).orElse(List.of());
        if (text.isBlank()) {
            Phrases phrases = Phrases.in(InboundTranslator.locale(event.getUserLocale()));
            String form = ReportForm.id(kind, event.getId());
            waitingFiles.keep(form, files);
            InteractionAcknowledger.withForm(event, ReportForm.of(kind, form, phrases));
            return;
        }
        report(event, "", text, files);
    }

    void submitted(ModalInteractionEvent event) {
        ReportForm.Filled filled = ReportForm.read(event);
        report(event, filled.summary(), filled.details(), waitingFiles.take(event.getModalId()));
    }

    private <E extends Interaction & IReplyCallback> void report(
            E event, String subject, String text, List<Attachment> files) {
        CompletionStage<InteractionHook> hook = InteractionAcknowledger.publicly(event);
        Optional<Locale> locale = InboundTranslator.locale(event.getUserLocale());
        Phrases phrases = Phrases.in(locale);
        long user = event.getUser().getIdLong();
        CaseReport report = new CaseReport(
                InboundTranslator.key(event),
                kind.caseKind(),
                InboundTranslator.customer(event),
                subject.strip(),
                text.strip(),
                files,
                place(event));
        CompletionStage<Reported> reported = ports.thenComposeAsync(
                core -> core.casework()
                        .report(report)
                        .thenApplyAsync(
                                outcome -> new Reported(outcome, card(core, outcome, locale, phrases)), threads),
                threads);
        InteractionAcknowledger.then(hook, reported, (ready, done, failure) -> {
            if (failure != null || done == null) {
                String why = failure == null ? "no outcome" : DiscordErrors.brief(failure);
                LOG.log(System.Logger.Level.WARNING, "report {0} could not be kept: {1}", report.key(), why);
                PublicReply.say(ready, user, phrases.get("try.again"));
            } else if (done.outcome() instanceof CaseOutcome.NotAdmitted) {
                PublicReply.say(ready, user, phrases.get("help.not.admitted", PublicReply.mention(user)));
            } else if (done.outcome() instanceof CaseOutcome.Done opened) {
                String number = "**" + opened.supportCase().number() + "**";
                PublicReply.say(
                        ready, user, phrases.get(kind.thanks(), PublicReply.mention(user), number), done.card());
            }
        });
    }

    private record Reported(CaseOutcome outcome, Optional<MessageEmbed> card) {}

    /** What is known already; a knowledge base that fails does not spoil the thanks. */
    private Optional<MessageEmbed> card(
            DrivingPorts core, CaseOutcome outcome, Optional<Locale> locale, Phrases phrases) {
        if (!(outcome instanceof CaseOutcome.Done)) {
            return Optional.empty();
        }
        try {
            return Cards.list(
                    phrases.get(kind.heading()),
                    core.knowledge().labelled(kind.label(), locale.orElse(Locale.ENGLISH), LISTED));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "articles labelled {0} could not be read: {1}",
                    kind.label(),
                    DiscordErrors.brief(e));
            return Optional.empty();
        }
    }

    private static Map<String, String> place(Interaction event) {
        Map<String, String> place = new HashMap<>();
        if (event.getGuild() != null) {
            place.put("discord.guild", event.getGuild().getId());
        }
        if (event.getChannelId() != null) {
            place.put("discord.channel", event.getChannelId());
        }
        return place;
    }
}
