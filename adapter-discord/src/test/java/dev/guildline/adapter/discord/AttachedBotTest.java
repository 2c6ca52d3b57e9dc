package dev.guildline.adapter.discord;

import static dev.guildline.adapter.discord.SandboxedAdapter.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxInteraction;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody's own bot, which Guildline joins. */
class AttachedBotTest {
    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    private final SandboxChannel support = discord.guild().textChannel("support");
    private final FakePorts ports = new FakePorts();
    private final BlockingQueue<String> pressedElsewhere = new LinkedBlockingQueue<>();
    private JDA jda;

    @BeforeEach
    void logIn() throws Exception {
        jda = bot(GatewayIntent.DIRECT_MESSAGES, GatewayIntent.GUILD_MESSAGES);
        jda.awaitReady();
        jda.updateCommands()
                .addCommands(Commands.slash("dice", "Rolls a dice"), Commands.message("Quote"))
                .complete();
    }

    @AfterEach
    void stop() {
        jda.shutdownNow();
        discord.close();
    }

    private JDA bot(GatewayIntent first, GatewayIntent... more) {
        String gateway = discord.gatewayUrl();
        return JDABuilder.createLight(discord.token(), EnumSet.of(first, more))
                .setRestConfig(new RestConfig().setBaseUrl(discord.restUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return gateway;
                    }
                })
                .addEventListeners(new ListenerAdapter() {
                    @Override
                    public void onButtonInteraction(ButtonInteractionEvent event) {
                        if (event.getComponentId().equals("roll")) {
                            pressedElsewhere.add(event.getComponentId());
                            event.reply("4").queue();
                        }
                    }
                })
                .build();
    }

    private DiscordAdapter attached() {
        DiscordAdapter adapter = DiscordAdapter.attachTo(jda);
        adapter.start(ports.conversations, ports.casework, ports.knowledge);
        discord.calls().await("POST /applications/{application}/commands", 3, SOON);
        return adapter;
    }

    @Test
    void the_bots_own_commands_stay_and_ours_are_added_once() throws Exception {
        try (DiscordAdapter adapter = attached()) {
            assertThat(amy.commands(support))
                    .containsExactlyInAnyOrder("/dice", "Quote", "/helpme", "/bug", "/new_feature");
            assertThat(adapter.health().check().ready()).isTrue();
        }
        discord.calls().clear();

        bringUpToDate(false);

        assertThat(discord.calls().all())
                .singleElement()
                .satisfies(call -> assertThat(call.method()).isEqualTo("GET"));
    }

    @Test
    void a_bot_of_our_own_has_exactly_our_commands_and_they_are_told_once() throws Exception {
        bringUpToDate(true);
        assertThat(amy.commands(support)).containsExactlyInAnyOrder("/helpme", "/bug", "/new_feature");
        discord.calls().clear();

        bringUpToDate(true);

        assertThat(discord.calls().all())
                .singleElement()
                .satisfies(call -> assertThat(call.method()).isEqualTo("GET"));
    }

    private void bringUpToDate(boolean ownBot) throws Exception {
        ExecutorService threads = AdapterThreads.create();
        try {
            new CommandRegistration(ownBot, new StubbornCall(threads, RetryPolicy.DEFAULT))
                    .bringUpToDate(jda)
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void customers_are_heard_and_answered() throws Exception {
        try (DiscordAdapter adapter = attached()) {
            amy.send(support, "not for the bot");
            amy.sendDm("hello?");

            assertThat(FakePorts.next(ports.messages).text()).isEqualTo("hello?");
            assertThat(amy.slash(support, "helpme", Map.of())
                            .awaitResponse(SOON)
                            .content())
                    .contains("we just sent you a DM");
            assertThat(ports.messages).isEmpty();
            assertThat(adapter.channel().id()).isEqualTo(UserAddress.CHANNEL);
        }
    }

    @Test
    void buttons_of_the_bot_are_left_to_it() throws Exception {
        try (DiscordAdapter adapter = attached()) {
            jda.openPrivateChannelById(amy.id())
                    .flatMap(channel ->
                            channel.sendMessage("dice").setComponents(ActionRow.of(Button.primary("roll", "Roll"))))
                    .complete();
            SandboxMessage dice = amy.awaitDm(m -> !m.buttons().isEmpty(), SOON);

            SandboxInteraction pressed = amy.click(dice.id(), "Roll");

            assertThat(pressed.awaitResponse(SOON).content()).isEqualTo("4");
            assertThat(FakePorts.next(pressedElsewhere)).isEqualTo("roll");
            assertThat(ports.choices).isEmpty();
            assertThat(adapter.health().check().ready()).isTrue();
        }
    }

    @Test
    void the_bot_goes_on_without_us() throws Exception {
        attached().close();

        assertThat(jda.getStatus()).isEqualTo(JDA.Status.CONNECTED);
        assertThat(jda.getRegisteredListeners()).noneMatch(GatewayListener.class::isInstance);
        jda.openPrivateChannelById(amy.id())
                .flatMap(channel -> channel.sendMessage("still here"))
                .complete();
        assertThat(amy.awaitDm(SandboxMessage::fromBot, SOON).content()).isEqualTo("still here");
    }

    @Test
    void a_bot_that_cannot_hear_customers_is_refused() {
        JDA deaf = bot(GatewayIntent.GUILD_MESSAGES);
        try {
            assertThatThrownBy(() -> DiscordAdapter.attachTo(deaf))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("DIRECT_MESSAGES");
        } finally {
            deaf.shutdownNow();
        }
    }
}
