package dev.guildline.sandbox.page;

import dev.guildline.sandbox.Sandbox;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;

/** Stands in for the product on the page's tests: a small contact centre that knows one answer. */
final class ScriptedBot extends ListenerAdapter implements AutoCloseable {
    private final Sandbox sandbox;
    private final TwilioByHand twilio;
    private final JDA jda;

    ScriptedBot(Sandbox sandbox) throws InterruptedException {
        this.sandbox = sandbox;
        this.twilio = new TwilioByHand(sandbox.twilio());
        String gateway = sandbox.discord().gatewayUrl();
        jda = JDABuilder.createLight(
                        sandbox.discord().token(), GatewayIntent.DIRECT_MESSAGES, GatewayIntent.GUILD_MESSAGES)
                .setRestConfig(new RestConfig().setBaseUrl(sandbox.discord().restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return gateway;
                    }
                })
                .addEventListeners(this)
                .build()
                .awaitReady();
        jda.updateCommands().addCommands(commands()).complete();
    }

    private static List<SlashCommandData> commands() {
        SlashCommandData help = Commands.slash("helpme", "Talk to support in private")
                .setDescriptionLocalization(DiscordLocale.CHINESE_TAIWAN, "與客服私下對話")
                .setContexts(InteractionContextType.GUILD);
        SlashCommandData bug = Commands.slash("bug", "Report a bug")
                .setDescriptionLocalization(DiscordLocale.CHINESE_TAIWAN, "回報錯誤")
                .setContexts(InteractionContextType.GUILD)
                .addOption(OptionType.STRING, "what", "What went wrong", false)
                .addOption(OptionType.ATTACHMENT, "screenshot", "A picture of it", false);
        SlashCommandData faq = Commands.slash("faq", "Look something up")
                .addOptions(new OptionData(OptionType.STRING, "question", "Start typing", true, true));
        SlashCommandData silent = Commands.slash("silent", "Never answers");
        return List.of(help, bug, faq, silent);
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        switch (event.getName()) {
            case "helpme" -> help(event);
            case "bug" -> bug(event);
            case "faq" ->
                event.reply("You asked: **" + event.getOption("question").getAsString() + "**")
                        .setEphemeral(true)
                        .queue();
            default -> {}
        }
    }

    private void help(SlashCommandInteractionEvent event) {
        event.reply("Hi " + event.getUser().getAsMention() + ", we just sent you a DM!")
                .queue();
        event.getUser()
                .openPrivateChannel()
                .flatMap(dm -> dm.sendMessage("Hello **" + event.getUser().getEffectiveName()
                        + "**, this is Guildline, the helper of *Lumen Isles*. How can I help you today?"))
                .queue();
    }

    private void bug(SlashCommandInteractionEvent event) {
        if (event.getOption("what") != null) {
            thankFor(event);
            return;
        }
        event.replyModal(Modal.create("bug-form", "Report a bug")
                        .addComponents(
                                Label.of("Summary", TextInput.of("summary", TextInputStyle.SHORT)),
                                Label.of(
                                        "What happened?",
                                        "Steps help us most",
                                        TextInput.of("details", TextInputStyle.PARAGRAPH)),
                                Label.of(
                                        "Where do you play?",
                                        StringSelectMenu.create("platform")
                                                .addOption("PC", "pc")
                                                .addOption("Phone", "phone")
                                                .build()))
                        .build())
                .queue();
    }

    private static void thankFor(SlashCommandInteractionEvent event) {
        event.reply("Thank you, " + event.getUser().getAsMention() + "! Your report is case **GL-1042**.")
                .addEmbeds(knownIssues())
                .queue();
    }

    private static MessageEmbed knownIssues() {
        return new EmbedBuilder()
                .setAuthor("Known issues")
                .setTitle("What the team is working on", "https://lumen.example/issues")
                .setDescription("There is **no individual answer**, but every report helps to reproduce a bug.")
                .addField("Harbour crash", "Fix in 2.3.1", true)
                .addField("Missing lantern", "Being looked at", true)
                .setFooter("Updated today")
                .setColor(0xF2B84B)
                .build();
    }

    @Override
    public void onModalInteraction(ModalInteractionEvent event) {
        event.reply("Thank you, " + event.getUser().getAsMention() + "! Noted: "
                        + event.getValue("summary").getAsString() + " on "
                        + event.getValue("platform").getAsStringList().get(0))
                .addEmbeds(knownIssues())
                .queue();
    }

    @Override
    public void onCommandAutoCompleteInteraction(CommandAutoCompleteInteractionEvent event) {
        event.replyChoiceStrings("How do I reset my password?", "Where are my lanterns?")
                .queue();
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        if (event.getAuthor().isBot() || event.isFromGuild()) {
            return;
        }
        String conversation = conversation(event.getAuthor());
        if (sandbox.twilio().conversation(conversation).isPresent()) {
            twilio.write(
                    conversation,
                    identity(event.getAuthor()),
                    event.getMessage().getContentRaw());
            return;
        }
        event.getChannel()
                .sendTyping()
                .flatMap(typed -> event.getChannel()
                        .sendMessage("Does one of these help?")
                        .setComponents(
                                ActionRow.of(
                                        Button.secondary("article:1", "Where are my lanterns?"),
                                        Button.secondary("article:2", "Moving to a new phone"),
                                        Button.secondary("article:3", "Old article")
                                                .asDisabled()),
                                ActionRow.of(Button.primary("agent", "Talk to a person"))))
                .queue();
    }

    @Override
    public void onButtonInteraction(ButtonInteractionEvent event) {
        if (event.getComponentId().equals("agent")) {
            event.reply("Your case is **GL-1043**. We are transferring you to a person.")
                    .queue(sent -> bringToDesk(event.getUser()));
            return;
        }
        event.reply("Suggested article: Where are my lanterns?")
                .addEmbeds(new EmbedBuilder()
                        .setAuthor("Items and lanterns")
                        .setTitle("Where are my lanterns?", "https://lumen.example/help/lanterns")
                        .setDescription("Lanterns you earned offline arrive **after the next sunrise** in the game.\n"
                                + "- Open the `Harbour` menu\n- Choose *Claim*")
                        .setColor(0x5EC9B6)
                        .build())
                .addComponents(ActionRow.of(StringSelectMenu.create("rate")
                        .setPlaceholder("Was this helpful?")
                        .addOption("Yes, thank you", "yes")
                        .addOption("Not really", "no")
                        .build()))
                .queue();
    }

    @Override
    public void onStringSelectInteraction(StringSelectInteractionEvent event) {
        event.editComponents().setContent("Thank you for telling us.").queue();
    }

    private void bringToDesk(User user) {
        String conversation = conversation(user);
        twilio.openConversation(
                conversation,
                identity(user),
                user.getEffectiveName(),
                "{\"pre_engagement_data\":{\"friendlyName\":\"" + user.getEffectiveName()
                        + "\",\"locale\":\"en-US\"},\"sourceChannel\":\"discord\",\"discordUserId\":\"" + user.getId()
                        + "\"}");
        twilio.write(conversation, identity(user), "My lanterns are gone since the update :(");
        twilio.write(conversation, "virtual-agent", "Does one of these help?");
        twilio.write(conversation, "system", "Handed off: the customer asked for a person. Case GL-1043.");
        twilio.handOff(
                conversation,
                "{\"from\":\"" + user.getEffectiveName() + "\",\"customerName\":\"" + user.getEffectiveName()
                        + "\",\"sourceChannel\":\"discord\",\"caseNumber\":\"GL-1043\",\"subject\":"
                        + "\"Lanterns gone since the update\",\"handoffReason\":\"asked for a person\"}");
    }

    /** The agent's messages come back by webhook in the product; here by asking the simulator. */
    void relay(String username, String text) {
        User user = jda.retrieveUserById(
                        sandbox.discord().user(username, null, "en-US").id())
                .complete();
        user.openPrivateChannel().flatMap(dm -> dm.sendMessage(text)).complete();
    }

    private static String conversation(User user) {
        return "discord-" + user.getId() + "-1";
    }

    private static String identity(User user) {
        return "discord_" + user.getId();
    }

    @Override
    public void close() {
        jda.shutdown();
        try {
            if (!jda.awaitShutdown(10, TimeUnit.SECONDS)) {
                jda.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
