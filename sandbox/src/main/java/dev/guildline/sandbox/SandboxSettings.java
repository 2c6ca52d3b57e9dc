package dev.guildline.sandbox;

import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.page.PageSettings;
import dev.guildline.sandbox.twilio.TwilioSandboxSettings;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a {@link Sandbox} starts with. Immutable; begin with {@link #defaults()} and change what matters.
 *
 * @param discord the local Discord, with the name of its server
 * @param twilio the local Twilio
 * @param page the page
 * @param announcementChannels channels in which only staff write, in order
 * @param textChannels channels for everybody, in order
 * @param players the people of the server
 * @param agents the people at the desk
 */
public record SandboxSettings(
        DiscordSandboxSettings discord,
        TwilioSandboxSettings twilio,
        PageSettings page,
        List<String> announcementChannels,
        List<String> textChannels,
        List<Player> players,
        List<Agent> agents) {

    /**
     * A person of the server.
     *
     * @param username unique Discord user name
     * @param displayName name shown to others
     * @param locale Discord locale code of their client, for example {@code zh-TW}
     * @param staff whether they administer the server
     */
    public record Player(String username, String displayName, String locale, boolean staff) {
        public Player {
            requireText("player.username", username);
            requireText("player.displayName", displayName);
            requireText("player.locale", locale);
        }
    }

    /**
     * A person at the desk.
     *
     * @param loginName the worker's login, for example {@code mina@example.com}
     * @param fullName the name customers are told
     */
    public record Agent(String loginName, String fullName) {
        public Agent {
            requireText("agent.loginName", loginName);
            requireText("agent.fullName", fullName);
        }
    }

    public SandboxSettings {
        Objects.requireNonNull(discord, "discord");
        Objects.requireNonNull(twilio, "twilio");
        Objects.requireNonNull(page, "page");
        announcementChannels = List.copyOf(announcementChannels);
        textChannels = List.copyOf(textChannels);
        players = List.copyOf(players);
        agents = List.copyOf(agents);
        if (players.isEmpty()) {
            throw new IllegalArgumentException("players must name at least one person");
        }
        if (agents.isEmpty()) {
            throw new IllegalArgumentException("agents must name at least one person");
        }
    }

    /**
     * The server of an invented game with four channels, three players, one member of staff and two agents; all ports free ones.
     *
     * @return the settings
     */
    public static SandboxSettings defaults() {
        DiscordSandboxSettings discord = DiscordSandboxSettings.defaults();
        return new SandboxSettings(
                discord.withBot(discord.token(), "Guildline").withGuild("Lumen Isles", "en-US"),
                TwilioSandboxSettings.defaults(),
                new PageSettings(
                        0,
                        "Guildline",
                        List.of(
                                "Hi! I have read the chat so far. Let me look into this for you.",
                                "Could you tell me which platform you play on and the version shown in the menu?",
                                "Thank you for your patience, I am checking with the team.",
                                "你好！我已經看過先前的對話，馬上為你處理。",
                                "Is there anything else I can help you with today?"),
                        Set.of()),
                List.of("announcements"),
                List.of("bug-report", "feature-requests", "customer-support"),
                List.of(
                        new Player("robin_ash", "Robin Ash", "en-US", false),
                        new Player("xiaoyu", "林小雨", "zh-TW", false),
                        new Player("kestrel", "Kestrel", "en-US", false),
                        new Player("noor_team", "Noor (Lumen team)", "en-US", true)),
                List.of(new Agent("mina@example.com", "Mina Okafor"), new Agent("teo@example.com", "Teo Lindqvist")));
    }

    /**
     * Sets the ports.
     *
     * @param discordPort port of the local Discord; 0 takes a free one
     * @param twilioPort port of the local Twilio; 0 takes a free one
     * @param pagePort port of the page; 0 takes a free one
     * @return changed settings
     */
    public SandboxSettings withPorts(int discordPort, int twilioPort, int pagePort) {
        return new SandboxSettings(
                discord.withPort(discordPort),
                twilio.withPort(twilioPort),
                page.withPort(pagePort),
                announcementChannels,
                textChannels,
                players,
                agents);
    }

    /**
     * Replaces the settings of the local Discord.
     *
     * @param value the settings
     * @return changed settings
     */
    public SandboxSettings withDiscord(DiscordSandboxSettings value) {
        return new SandboxSettings(value, twilio, page, announcementChannels, textChannels, players, agents);
    }

    /**
     * Replaces the settings of the local Twilio.
     *
     * @param value the settings
     * @return changed settings
     */
    public SandboxSettings withTwilio(TwilioSandboxSettings value) {
        return new SandboxSettings(discord, value, page, announcementChannels, textChannels, players, agents);
    }

    /**
     * Replaces the people of the server.
     *
     * @param value at least one
     * @return changed settings
     */
    public SandboxSettings withPlayers(List<Player> value) {
        return new SandboxSettings(discord, twilio, page, announcementChannels, textChannels, value, agents);
    }

    /**
     * Replaces the people at the desk.
     *
     * @param value at least one
     * @return changed settings
     */
    public SandboxSettings withAgents(List<Agent> value) {
        return new SandboxSettings(discord, twilio, page, announcementChannels, textChannels, players, value);
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }
}
