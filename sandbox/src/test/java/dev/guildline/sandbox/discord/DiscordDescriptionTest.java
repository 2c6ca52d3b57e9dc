package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildline.sandbox.truth.ApiDescription;
import dev.guildline.sandbox.truth.CheckedApi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.concrete.NewsChannel;
import net.dv8tion.jda.api.entities.channel.concrete.PrivateChannel;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.emoji.Emoji;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.utils.Compression;
import okhttp3.OkHttpClient;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The local Discord against Discord's own API description: JDA's usual calls go through Prism, which judges requests and answers. */
class DiscordDescriptionTest {
    /** The first call of each operation waits for Prism to compile its schemas. */
    private static final Duration PATIENT = Duration.ofMinutes(3);

    private static final Set<String> USED = Set.of(
            "/users/@me",
            "/users/{user_id}",
            "/users/@me/channels",
            "/gateway/bot",
            "/oauth2/applications/@me",
            "/channels/{channel_id}",
            "/channels/{channel_id}/typing",
            "/channels/{channel_id}/threads",
            "/channels/{channel_id}/thread-members/{user_id}",
            "/channels/{channel_id}/messages",
            "/channels/{channel_id}/messages/{message_id}",
            "/channels/{channel_id}/messages/{message_id}/crosspost",
            "/channels/{channel_id}/messages/{message_id}/threads",
            "/channels/{channel_id}/messages/{message_id}/reactions/{emoji_name}/@me",
            "/applications/{application_id}/commands",
            "/applications/{application_id}/guilds/{guild_id}/commands",
            "/guilds/{guild_id}/members/{user_id}",
            "/interactions/{interaction_id}/{interaction_token}/callback",
            "/webhooks/{webhook_id}/{webhook_token}",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void requests_and_answers_fit_the_official_description() throws Exception {
        ApiDescription description = ApiDescription.discord((method, path) -> USED.contains(path));
        OkHttpClient.Builder http =
                new OkHttpClient.Builder().readTimeout(PATIENT).writeTimeout(PATIENT);
        DiscordSandboxSettings settings = DiscordSandboxSettings.defaults().withResponseDeadline(PATIENT);
        try (DiscordSandbox discord = DiscordSandbox.start(settings);
                CheckedApi checked = CheckedApi.start(description, folder);
                JdaBot bot = new JdaBot(discord, checked.forwardTo(discord.restUrl()), Compression.ZLIB, http)) {
            messages(discord, bot);
            interactions(discord, bot);
            guildChannels(discord, bot);
            assertThat(checked.findings().calls()).hasSizeGreaterThan(30);
            assertThat(checked.findings().unexplained()).isEmpty();
            assertThat(checked.findings().outdatedExceptions("DiscordDescriptionTest"))
                    .isEmpty();
        }
    }

    private static void messages(DiscordSandbox discord, JdaBot bot) {
        SandboxUser amy = discord.user("amy", "Amy", "zh-TW");
        PrivateChannel dm = bot.jda().openPrivateChannelById(amy.id()).complete();
        SandboxMessage asked = amy.sendDm("hello", SandboxFile.text("log.txt", "line 1"));
        Message card = dm.sendMessageEmbeds(new EmbedBuilder()
                        .setTitle("Known issues", "https://example.com/issues")
                        .setDescription("none")
                        .setColor(0x5865F2)
                        .setFooter("page 1")
                        .setAuthor("Guide")
                        .addField("status", "open", true)
                        .build())
                .setComponents(
                        ActionRow.of(
                                Button.primary("yes", "Yes"),
                                Button.link("https://example.com", "Read")
                                        .withEmoji(Emoji.fromUnicode("\uD83D\uDCD6"))),
                        ActionRow.of(StringSelectMenu.create("rate")
                                .setPlaceholder("How was it?")
                                .addOption("good", "5", "very")
                                .addOption("bad", "1")
                                .build()))
                .setNonce("abc1")
                .complete();
        Message reply =
                dm.sendMessage("see above").setMessageReference(asked.id()).complete();
        reply.editMessage("see below").complete();
        dm.sendTyping().complete();
        reply.addReaction(Emoji.fromUnicode("✅")).complete();
        reply.removeReaction(Emoji.fromUnicode("✅")).complete();
        MessageHistory history = dm.getHistoryAfter(asked.id(), 10).complete();
        assertThat(history.getRetrievedHistory()).hasSize(2);
        dm.retrieveMessageById(card.getId()).complete();
        reply.delete().complete();
        bot.jda().retrieveUserById(amy.id()).useCache(false).complete();
        bot.jda().retrieveApplicationInfo().complete();
        amy.openDms(false);
        Assertions.assertThatExceptionOfType(ErrorResponseException.class)
                .isThrownBy(() -> dm.sendMessage("closed").complete());
        amy.openDms(true);
    }

    private static void interactions(DiscordSandbox discord, JdaBot bot) {
        SandboxUser amy = discord.user("amy", "Amy", "zh-TW");
        SandboxChannel channel = discord.guild().textChannel("bug-report");
        var bug = Commands.slash("bug", "Report a bug")
                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)
                .addOption(OptionType.STRING, "title", "What is wrong", false, true)
                .addOption(OptionType.ATTACHMENT, "file", "A picture", false);
        bot.jda()
                .updateCommands()
                .addCommands(bug, Commands.slash("form", "A form"), Commands.message("Report as bug"))
                .complete();
        bot.jda().retrieveCommands().complete();
        bot.jda()
                .getGuilds()
                .get(0)
                .updateCommands()
                .addCommands(Commands.slash("here", "Only here"))
                .complete();
        bot.on(
                CommandAutoCompleteInteractionEvent.class,
                event -> event.replyChoiceStrings("a", "b").queue());
        bot.on(SlashCommandInteractionEvent.class, event -> {
            if (event.getName().equals("form")) {
                event.replyModal(Modal.create("form:1", "A form")
                                .addComponents(Label.of(
                                        "Summary",
                                        TextInput.create("title", TextInputStyle.SHORT)
                                                .build()))
                                .build())
                        .queue();
            } else if (event.getOption("title") == null) {
                event.reply("at once")
                        .setComponents(ActionRow.of(Button.danger("go", "Go")))
                        .queue();
            } else {
                event.deferReply()
                        .flatMap(hook -> hook.editOriginal("noted"))
                        .flatMap(edited -> event.getHook().retrieveOriginal())
                        .flatMap(original ->
                                event.getHook().sendMessage("only you").setEphemeral(true))
                        .flatMap(more -> event.getHook().editMessageById(more.getId(), "really only you"))
                        .flatMap(more -> event.getHook().deleteMessageById(more.getId()))
                        .flatMap(deleted -> event.getHook().sendMessage("done"))
                        .queue();
            }
        });
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.editMessage("which?")
                        .setComponents(ActionRow.of(StringSelectMenu.create("pick")
                                .addOption("One", "1")
                                .addOption("Two", "2")
                                .build()))
                        .queue());
        bot.on(
                StringSelectInteractionEvent.class,
                event -> event.deferEdit()
                        .flatMap(hook -> hook.editOriginal("picked").setComponents())
                        .queue());
        bot.on(
                ModalInteractionEvent.class,
                event -> event.reply("thank you")
                        .setEphemeral(true)
                        .flatMap(hook -> hook.deleteOriginal())
                        .queue());

        assertThat(amy.autocomplete(channel, "bug", "title", "x", Map.of()).awaitChoices(PATIENT))
                .hasSize(2);
        amy.slash(channel, "bug", Map.of("title", "crash", "file", SandboxFile.text("log.txt", "x")));
        amy.awaitMessage(channel, message -> message.content().equals("done"), PATIENT);
        SandboxMessage asked = amy.slash(amy.dm(), "bug", Map.of()).awaitResponse(PATIENT);
        amy.click(asked.id(), "Go");
        amy.awaitDm(message -> message.content().equals("which?"), PATIENT);
        amy.select(asked.id(), "pick", "2");
        amy.awaitDm(message -> message.content().equals("picked"), PATIENT);
        SandboxModal modal = amy.slash(channel, "form", Map.of()).awaitModal(PATIENT);
        amy.submitModal(modal, Map.of("title", "smoke"));
        discord.calls().await("DELETE /webhooks/*/*/messages/@original", 1, PATIENT);
    }

    private static void guildChannels(DiscordSandbox discord, JdaBot bot) {
        SandboxUser amy = discord.user("amy", "Amy", "zh-TW");
        String news = discord.guild().announcementChannel("news").id();
        String help = discord.guild().textChannel("help").id();
        bot.awaitChannel(news);
        bot.awaitChannel(help);
        NewsChannel newsChannel = bot.jda().getNewsChannelById(news);
        newsChannel.sendMessage("version 2 is out").flatMap(Message::crosspost).complete();
        TextChannel helpChannel = bot.jda().getTextChannelById(help);
        Message opener = helpChannel.sendMessage("case 7 <@" + amy.id() + ">").complete();
        ThreadChannel open = opener.createThreadChannel("case 7").complete();
        open.sendMessage("in here").complete();
        ThreadChannel hidden = helpChannel.createThreadChannel("private", true).complete();
        hidden.addThreadMemberById(amy.id()).complete();
        hidden.getManager().setArchived(true).complete();
        bot.jda()
                .getGuilds()
                .get(0)
                .retrieveMemberById(amy.id())
                .useCache(false)
                .complete();
        assertThat(List.of(open.getType(), hidden.getType())).doesNotHaveDuplicates();
    }
}
