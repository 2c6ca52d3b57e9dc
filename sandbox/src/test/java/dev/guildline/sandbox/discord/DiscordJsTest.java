package dev.guildline.sandbox.discord;

import org.junit.jupiter.api.AfterEach;

class DiscordJsTest implements IndependentClientContract {
    private final DiscordSandbox discord = DiscordSandbox.start(DiscordSandboxSettings.defaults());

    @AfterEach
    void stop() {
        discord.close();
    }

    @Override
    public DiscordSandbox discord() {
        return discord;
    }

    @Override
    public BotProcess start() {
        return TruthCheck.discordJs(discord);
    }
}
