package dev.guildline.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.MessageContextInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.StringSelectInteractionEvent;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.utils.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdaInteractionsTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "zh-TW");
    private final SandboxUser ben = discord.user("ben", null, "en-US");
    private final SandboxChannel bugs = discord.guild().textChannel("bug-report");
    private final JdaBot bot = new JdaBot(discord, Compression.ZLIB);

    @BeforeEach
    void register() {
        bot.jda()
                .updateCommands()
                .addCommands(
                        Commands.slash("bug", "Report a bug")
                                .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)
                                .addOption(OptionType.STRING, "title", "What is wrong", false, true)
                                .addOption(OptionType.ATTACHMENT, "file", "A picture", false),
                        Commands.slash("case", "Your cases").setContexts(InteractionContextType.GUILD),
                        Commands.message("Report as bug"))
                .complete();
    }

    @AfterEach
    void stop() {
        bot.close();
        discord.close();
    }

    @Test
    void a_deferred_command_is_filled_in_and_followed_up() {
        bot.on(
                SlashCommandInteractionEvent.class,
                event -> event.deferReply()
                        .flatMap(hook -> hook.editOriginal(
                                "noted: " + event.getOption("title").getAsString()))
                        .flatMap(edited ->
                                event.getHook().sendMessage("only for you").setEphemeral(true))
                        .queue());

        SandboxInteraction sent = amy.slash(bugs, "bug", Map.of("title", "it crashes"));

        assertThat(sent.awaitResponse(SOON).content()).isEqualTo("noted: it crashes");
        SandboxMessage second = amy.awaitMessage(bugs, message -> message.ephemeral(), SOON);
        assertThat(second.content()).isEqualTo("only for you");
        assertThat(ben.messages(bugs)).extracting(SandboxMessage::content).containsExactly("noted: it crashes");
        assertThat(sent.callbackType()).isEqualTo(5);
        assertThat(bot.seen(SlashCommandInteractionEvent.class)).singleElement().satisfies(event -> {
            assertThat(event.getUserLocale().getLocale()).isEqualTo("zh-TW");
            assertThat(event.getMember().getEffectiveName()).isEqualTo("Amy");
            assertThat(event.getGuild().getId()).isEqualTo(discord.guild().id());
        });
    }

    @Test
    void the_first_follow_up_after_a_deferral_fills_the_placeholder() {
        bot.on(
                SlashCommandInteractionEvent.class,
                event -> event.deferReply(true)
                        .flatMap(hook -> hook.sendMessage("first").setEphemeral(false))
                        .flatMap(first -> event.getHook().sendMessage("second"))
                        .queue());

        SandboxInteraction sent = amy.slash(bugs, "bug", Map.of());

        SandboxMessage second =
                amy.awaitMessage(bugs, message -> message.content().equals("second"), SOON);
        assertThat(second.ephemeral()).isFalse();
        SandboxMessage first = sent.response().orElseThrow();
        assertThat(first.content()).isEqualTo("first");
        assertThat(first.ephemeral()).isTrue();
        assertThat(amy.messages(bugs)).hasSize(2);
    }

    @Test
    void a_form_is_opened_filled_in_and_sent() {
        bot.on(
                SlashCommandInteractionEvent.class,
                event -> event.replyModal(Modal.create("bug:1", "Report a bug")
                                .addComponents(
                                        Label.of(
                                                "Summary",
                                                TextInput.create("title", TextInputStyle.SHORT)
                                                        .setMaxLength(20)
                                                        .build()),
                                        Label.of(
                                                "Where",
                                                StringSelectMenu.create("where")
                                                        .addOption("PC", "pc")
                                                        .addOption("Phone", "phone")
                                                        .build()))
                                .build())
                        .queue());
        bot.on(
                ModalInteractionEvent.class,
                event -> event.reply(event.getValue("title").getAsString() + " on "
                                + event.getValue("where").getAsStringList())
                        .setEphemeral(true)
                        .queue());

        SandboxModal modal = amy.slash(amy.dm(), "bug", Map.of()).awaitModal(SOON);
        assertThat(modal.title()).isEqualTo("Report a bug");
        assertThat(modal.inputs()).extracting(SandboxComponent::customId).containsExactly("title", "where");
        assertThat(amy.openModals()).containsExactly(modal);
        assertThatThrownBy(() -> amy.submitModal(modal, Map.of("where", "pc")))
                .hasMessageContaining("\"title\" is required");
        assertThatThrownBy(() -> amy.submitModal(modal, Map.of("title", "x".repeat(21), "where", "pc")))
                .hasMessageContaining("0 to 20 characters");

        SandboxMessage answer = amy.submitModal(modal, Map.of("title", "crash", "where", List.of("phone")))
                .awaitResponse(SOON);
        assertThat(answer.content()).isEqualTo("crash on [phone]");
        assertThat(answer.ephemeral()).isTrue();
        assertThat(amy.openModals()).isEmpty();
    }

    @Test
    void buttons_and_menus_change_their_message() {
        bot.on(
                ButtonInteractionEvent.class,
                event -> event.editMessage("pressed " + event.getComponentId())
                        .setComponents(ActionRow.of(StringSelectMenu.create("rate")
                                .addOption("good", "5")
                                .addOption("bad", "1")
                                .build()))
                        .queue());
        bot.on(
                StringSelectInteractionEvent.class,
                event -> event.deferEdit()
                        .flatMap(hook ->
                                hook.editOriginal("rated " + event.getValues()).setComponents())
                        .flatMap(edited -> event.getHook().sendMessage("thank you"))
                        .queue());
        bot.jda()
                .openPrivateChannelById(amy.id())
                .flatMap(channel -> channel.sendMessage("did that help?")
                        .setComponents(ActionRow.of(
                                Button.primary("yes", "Yes"),
                                Button.secondary("no", "No").asDisabled())))
                .queue();
        SandboxMessage question = amy.awaitDm(message -> !message.buttons().isEmpty(), SOON);

        assertThatThrownBy(() -> amy.click(question.id(), "No")).hasMessageContaining("greyed out");
        amy.click(question.id(), "Yes");
        amy.awaitDm(message -> message.content().equals("pressed yes"), SOON);
        assertThatThrownBy(() -> amy.select(question.id(), "rate", "3")).hasMessageContaining("offers");
        amy.select(question.id(), "rate", "5");

        SandboxMessage thanks = amy.awaitDm(message -> message.content().equals("thank you"), SOON);
        assertThat(thanks.repliesTo()).isNotNull();
        assertThat(amy.messages().get(0).content()).isEqualTo("rated [5]");
        assertThat(amy.messages().get(0).components()).isEmpty();
    }

    @Test
    void suggestions_come_while_typing() {
        bot.on(
                CommandAutoCompleteInteractionEvent.class,
                event -> event.replyChoiceStrings(
                                event.getFocusedOption().getValue() + "!",
                                event.getFocusedOption().getName())
                        .queue());

        List<SandboxChoice> choices =
                amy.autocomplete(bugs, "bug", "title", "cra", Map.of()).awaitChoices(SOON);

        assertThat(choices).extracting(SandboxChoice::name).containsExactly("cra!", "title");
    }

    @Test
    void a_message_command_gets_the_message_and_answers_with_a_card() {
        bot.on(
                MessageContextInteractionEvent.class,
                event -> event.replyEmbeds(new EmbedBuilder()
                                .setTitle("Known issues")
                                .setDescription(event.getTarget().getContentRaw())
                                .addField("by", event.getTarget().getAuthor().getName(), true)
                                .build())
                        .queue());
        SandboxMessage complaint = amy.send(bugs, "the shop is empty");

        SandboxMessage card =
                ben.messageCommand(complaint.id(), "Report as bug").awaitResponse(SOON);

        assertThat(card.embeds()).singleElement().satisfies(embed -> {
            assertThat(embed.title()).isEqualTo("Known issues");
            assertThat(embed.description()).isEqualTo("the shop is empty");
            assertThat(embed.fields()).containsExactly(new SandboxEmbed.Field("by", "amy", true));
        });
    }

    @Test
    void a_client_offers_only_what_fits_the_place() {
        assertThat(amy.commands(bugs)).containsExactly("/bug", "/case", "Report as bug");
        assertThat(amy.commands(amy.dm())).containsExactly("/bug", "Report as bug");
        assertThatThrownBy(() -> amy.slash(amy.dm(), "case", Map.of())).hasMessageContaining("is not offered here");
        assertThatThrownBy(() -> amy.slash(bugs, "bug", Map.of("colour", "red")))
                .hasMessageContaining("no option");
    }

    @Test
    void a_file_given_to_a_command_can_be_downloaded() {
        bot.on(SlashCommandInteractionEvent.class, event -> {
            try (InputStream in = event.getOption("file")
                    .getAsAttachment()
                    .getProxy()
                    .download()
                    .join()) {
                event.reply("read " + new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .queue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        SandboxInteraction sent = amy.slash(bugs, "bug", Map.of("file", SandboxFile.text("log.txt", "line 1")));

        assertThat(sent.awaitResponse(SOON).content()).isEqualTo("read line 1");
    }
}
