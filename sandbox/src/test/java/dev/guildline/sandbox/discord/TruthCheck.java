package dev.guildline.sandbox.discord;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.guildline.sandbox.truth.TruthTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The independent clients, and whether this machine can run them; a test that cannot is skipped and says why. */
final class TruthCheck {
    static final String SYSTEM_PYTHON = "/usr/bin/python3";

    private TruthCheck() {}

    static void requireDiscordPy() {
        assumeTrue(
                Files.isExecutable(Path.of(SYSTEM_PYTHON))
                        && TruthTools.runs(List.of(SYSTEM_PYTHON, "-c", "import discord")),
                "discord.py is not installed for " + SYSTEM_PYTHON + ": run \"apt-get install python3-discord\"");
    }

    static BotProcess discordJs(DiscordSandbox discord) {
        TruthTools.requireNodeModule("discord.js");
        String api = discord.restUrl().replaceFirst("/v10$", "");
        return new BotProcess(
                TruthTools.FOLDER,
                List.of("node", "discord-js-bot.mjs"),
                Map.of("DISCORD_API", api, "DISCORD_TOKEN", discord.token()));
    }

    static BotProcess discordPy(DiscordSandbox discord) {
        requireDiscordPy();
        return new BotProcess(
                TruthTools.FOLDER,
                List.of(SYSTEM_PYTHON, "discord_py_bot.py"),
                Map.of(
                        "DISCORD_API", discord.restUrl(),
                        "DISCORD_GATEWAY", discord.gatewayUrl(),
                        "DISCORD_TOKEN", discord.token()));
    }
}
