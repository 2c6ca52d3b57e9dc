package dev.guildline.sandbox.discord;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the independent clients are, and whether this machine can run them; a test that cannot is skipped and says why. */
final class TruthCheck {
    static final Path FOLDER = Path.of("truth-check").toAbsolutePath();
    static final String SYSTEM_PYTHON = "/usr/bin/python3";

    private TruthCheck() {}

    static void requireNodeModule(String module) {
        assumeTrue(
                Files.isDirectory(FOLDER.resolve("node_modules").resolve(module)),
                module + " is not installed: run \"npm ci --ignore-scripts\" in sandbox/truth-check");
        assumeTrue(runs(List.of("node", "--version")), "node is not on the path");
    }

    static void requireDiscordPy() {
        assumeTrue(
                Files.isExecutable(Path.of(SYSTEM_PYTHON)) && runs(List.of(SYSTEM_PYTHON, "-c", "import discord")),
                "discord.py is not installed for " + SYSTEM_PYTHON + ": run \"apt-get install python3-discord\"");
    }

    static BotProcess discordJs(DiscordSandbox discord) {
        requireNodeModule("discord.js");
        String api = discord.restUrl().replaceFirst("/v10$", "");
        return new BotProcess(
                FOLDER,
                List.of("node", "discord-js-bot.mjs"),
                Map.of("DISCORD_API", api, "DISCORD_TOKEN", discord.token()));
    }

    static BotProcess discordPy(DiscordSandbox discord) {
        requireDiscordPy();
        return new BotProcess(
                FOLDER,
                List.of(SYSTEM_PYTHON, "discord_py_bot.py"),
                Map.of(
                        "DISCORD_API", discord.restUrl(),
                        "DISCORD_GATEWAY", discord.gatewayUrl(),
                        "DISCORD_TOKEN", discord.token()));
    }

    private static boolean runs(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
