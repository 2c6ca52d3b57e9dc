package dev.guildline.sandbox;

import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.SandboxUser;
import dev.guildline.sandbox.page.SandboxPage;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything local at once: a Discord, a Twilio Flex, and the page on which people use both. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withPorts(0, 0, 8085))) {
 *     // start a bot on sandbox.discord() and sandbox.twilio(), then open sandbox.pageUrl()
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
    private final DiscordSandbox discord;
    private final TwilioSandbox twilio;
    private final SandboxPage page;

    private Sandbox(DiscordSandbox discord, TwilioSandbox twilio, SandboxPage page) {
        this.discord = discord;
        this.twilio = twilio;
        this.page = page;
    }

    /**
     * Starts both simulators, makes the channels and the people, and serves the page.
     *
     * @param settings what it starts with
     * @return the sandbox, ready for a bot and for browsers
     */
    public static Sandbox start(SandboxSettings settings) {
        DiscordSandbox discord = DiscordSandbox.start(settings.discord());
        try {
            // The server's owner came with it and is nobody's role to play.
            Set<String> unplayed =
                    discord.users().stream().map(SandboxUser::username).collect(Collectors.toSet());
            populate(discord, settings);
            TwilioSandbox twilio = TwilioSandbox.start(settings.twilio());
            try {
                settings.agents().forEach(agent -> twilio.agent(agent.loginName(), agent.fullName()));
                return new Sandbox(
                        discord,
                        twilio,
                        SandboxPage.start(settings.page().withHiddenPlayers(unplayed), discord, twilio));
            } catch (RuntimeException e) {
                twilio.close();
                throw e;
            }
        } catch (RuntimeException e) {
            discord.close();
            throw e;
        }
    }

    private static void populate(DiscordSandbox discord, SandboxSettings settings) {
        settings.announcementChannels().forEach(discord.guild()::announcementChannel);
        settings.textChannels().forEach(discord.guild()::textChannel);
        for (SandboxSettings.Player player : settings.players()) {
            SandboxUser user = discord.user(player.username(), player.displayName(), player.locale());
            if (player.staff()) {
                discord.guild().grantAdministrator(user);
            }
        }
    }

    /**
     * The local Discord.
     *
     * @return it, running until this is closed
     */
    public DiscordSandbox discord() {
        return discord;
    }

    /**
     * The local Twilio.
     *
     * @return it, running until this is closed
     */
    public TwilioSandbox twilio() {
        return twilio;
    }

    /**
     * Where the page is.
     *
     * @return address to open in a browser
     */
    public String pageUrl() {
        return page.url();
    }

    /** Stops all three. */
    @Override
    public void close() {
        page.close();
        twilio.close();
        discord.close();
    }
}
