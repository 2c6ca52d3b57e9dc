package dev.guildline.app;

import dev.guildline.adapter.twilio.TwilioConfig;
import dev.guildline.adapter.twilio.TwilioProvisioning;
import dev.guildline.core.Guildline;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import dev.guildline.sandbox.twilio.TwilioSandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Guildline as the app wires it, between the two sandboxes. The sandboxes outlive a restart of it. */
final class Deployment implements AutoCloseable {
    private static final List<String> CHANNELS = List.of("bug-report", "feature-requests", "customer-support");

    /**
     * How Guildline's calls reach the sandboxes.
     *
     * @param discordSettings of the local Discord
     * @param toDiscord from the address of its REST API to the one Guildline is told
     * @param toTwilio the same for Twilio
     */
    record Ways(
            DiscordSandboxSettings discordSettings, UnaryOperator<String> toDiscord, UnaryOperator<String> toTwilio) {}

    private final Routing routing;
    private final DiscordSandbox discord;
    private final TwilioSandbox twilio;
    private final Map<String, String> settings;
    private Wiring wiring;

    private Deployment(Routing routing, Path folder, Ways ways, Map<String, String> otherSettings) {
        this.routing = routing;
        discord = DiscordSandbox.start(ways.discordSettings());
        twilio = TwilioSandbox.start(TwilioSandboxSettings.defaults());
        CHANNELS.forEach(name -> discord.guild().textChannel(name));
        Path knowledge = folder.resolve("knowledge");
        SampleKnowledge.copyTo(knowledge);
        int port = freePort();
        settings = new HashMap<>(Map.of(
                "DISCORD_TOKEN", discord.token(),
                "DISCORD_API_URL", ways.toDiscord().apply(discord.restUrl()),
                "DISCORD_GATEWAY_URL", discord.gatewayUrl(),
                "DATABASE_URL", "jdbc:h2:file:" + folder.resolve("guildline"),
                "KNOWLEDGE_DIR", knowledge.toString(),
                "KNOWLEDGE_VECTORS_DIR", folder.toString(),
                "HTTP_PORT", Integer.toString(port),
                "PUBLIC_URL", "http://127.0.0.1:" + port));
        settings.putAll(otherSettings);
        if (routing.hasTwilio()) {
            settings.putAll(Map.of(
                    "TWILIO_ACCOUNT_SID", twilio.accountSid(),
                    "TWILIO_AUTH_TOKEN", twilio.authToken(),
                    "TWILIO_API_URL", ways.toTwilio().apply(twilio.url()),
                    "TWILIO_ROUTING", routing == Routing.STUDIO ? "studio" : "direct"));
            new TwilioProvisioning(TwilioConfig.fromEnvironment(settings)).provision(false, false);
        }
        wiring = Wiring.start(settings);
        discord.awaitCommand("helpme", Player.PATIENCE);
    }

    static Deployment start(Routing routing, Path folder) {
        return start(routing, folder, Map.of());
    }

    static Deployment start(Routing routing, Path folder, Map<String, String> otherSettings) {
        return new Deployment(
                routing,
                folder,
                new Ways(DiscordSandboxSettings.defaults(), UnaryOperator.identity(), UnaryOperator.identity()),
                otherSettings);
    }

    static Deployment start(Routing routing, Path folder, Ways ways) {
        return new Deployment(routing, folder, ways, Map.of());
    }

    /** Starts another process of the same deployment, which takes webhooks at a port of its own. */
    Wiring startAnother(int port) {
        Map<String, String> itsSettings = new HashMap<>(settings);
        itsSettings.put("HTTP_PORT", Integer.toString(port));
        return Wiring.start(itsSettings);
    }

    /** Stops Guildline and starts it again on the same data. */
    void restart() {
        stopGuildline();
        startGuildline();
    }

    void stopGuildline() {
        wiring.close();
    }

    void startGuildline() {
        int before = discord.gateway().sessions();
        wiring = Wiring.start(settings);
        discord.gateway().awaitSessions(before + 1, Player.PATIENCE);
    }

    DiscordSandbox discord() {
        return discord;
    }

    TwilioSandbox twilio() {
        return twilio;
    }

    /** Where the webhooks are. */
    URI address() {
        return wiring.address();
    }

    Guildline guildline() {
        return wiring.guildline();
    }

    Player player(String username, String displayName, String locale) {
        return new Player(discord.user(username, displayName, locale));
    }

    SandboxChannel channel(String name) {
        return discord.guild().textChannel(name);
    }

    AgentSide agent(String id, String fullName) {
        return routing.hasTwilio()
                ? new AgentSide.InFlex(twilio, twilio.agent(id, fullName))
                : new AgentSide.AtTheDesk(guildline(), id, fullName);
    }

    /**
     * Waits until the contact center has a text. What the virtual agent said gets there once the customer has it; a
     * test writes faster after that than any person.
     */
    void agentsWillSee(String beginning) {
        if (routing.hasTwilio()) {
            twilio.awaitConversation(
                    "conversation with the text " + beginning,
                    c -> c.messages().stream()
                            .anyMatch(m -> m.body() != null && m.body().startsWith(beginning)),
                    Player.PATIENCE);
        }
    }

    @Override
    public void close() {
        wiring.close();
        twilio.close();
        discord.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
