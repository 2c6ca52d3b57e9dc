package dev.guildline.app.crash;

import dev.guildline.adapter.twilio.TwilioConfig;
import dev.guildline.adapter.twilio.TwilioProvisioning;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxUser;
import dev.guildline.sandbox.twilio.SandboxAgent;
import dev.guildline.sandbox.twilio.SandboxTask;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import dev.guildline.sandbox.twilio.TwilioSandboxSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Discord and Twilio, in the test's own process: they see every kill and remember everything. */
final class FarSides implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());
    private final TwilioSandbox twilio;

    FarSides(int conversations) {
        twilio = TwilioSandbox.start(TwilioSandboxSettings.defaults().withChatCapacity(conversations + 1));
    }

    DiscordSandbox discord() {
        return discord;
    }

    TwilioSandbox twilio() {
        return twilio;
    }

    /** The settings that lead Guildline here. */
    Map<String, String> settings(String publicUrl) {
        return new HashMap<>(Map.of(
                "DISCORD_TOKEN", discord.token(),
                "DISCORD_API_URL", discord.restUrl(),
                "DISCORD_GATEWAY_URL", discord.gatewayUrl(),
                "TWILIO_ACCOUNT_SID", twilio.accountSid(),
                "TWILIO_AUTH_TOKEN", twilio.authToken(),
                "TWILIO_API_URL", twilio.url(),
                "TWILIO_ROUTING", "direct",
                // What is counted is what arrives, not how fast: nobody is slowed.
                "LIMIT_PER_MINUTE", "0",
                "PUBLIC_URL", publicUrl));
    }

    void provision(Map<String, String> settings) {
        new TwilioProvisioning(TwilioConfig.fromEnvironment(settings)).provision(false, false);
    }

    /** So many customers ask for a person and get one. */
    List<Talk> talks(int count) {
        SandboxAgent agent = twilio.agent("ada", "Ada Lovelace");
        List<SandboxUser> customers = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            SandboxUser customer = discord.user("customer" + i, "Customer " + i, "en-US");
            customer.sendDm("I want to talk to a person");
            customers.add(customer);
        }
        List<Talk> talks = new ArrayList<>();
        for (SandboxUser customer : customers) {
            SandboxTask offered = agent.awaitTask(
                    "task of " + customer.displayName(),
                    task -> task.from().equals(customer.displayName()) && task.status() == SandboxTask.Status.OFFERED,
                    PATIENCE);
            talks.add(new Talk(talks.size() + 1, customer, agent, agent.accept(offered), twilio));
        }
        customers.forEach(customer ->
                customer.awaitDm(message -> message.content().startsWith(agent.fullName() + " has joined"), PATIENCE));
        return talks;
    }

    @Override
    public void close() {
        twilio.close();
        discord.close();
    }
}
