package dev.guildline.app;

import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A customer with a Discord client. */
final class Player {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SandboxUser user;
    private final Set<String> read = new HashSet<>();

    Player(SandboxUser user) {
        this.user = user;
    }

    SandboxUser user() {
        return user;
    }

    String id() {
        return user.id();
    }

    String mention() {
        return "<@" + user.id() + ">";
    }

    String name() {
        return user.displayName();
    }

    /** Runs a command and waits for its final answer. */
    SandboxMessage slash(SandboxChannel channel, String command, Map<String, ?> options) {
        String interaction =
                user.slash(channel, command, options).awaitResponse(PATIENCE).id();
        return user.awaitMessage(channel, m -> m.id().equals(interaction) && !m.thinking(), PATIENCE);
    }

    SandboxMessage writes(String text) {
        return user.sendDm(text);
    }

    void clicks(SandboxMessage message, String label) {
        user.click(message.id(), label).awaitAcknowledged(PATIENCE);
    }

    /** Waits for the next message of the bot that begins so; each message is read once. */
    SandboxMessage reads(String beginning) {
        return readsOneOf(beginning);
    }

    /** Waits for the next message of the bot that begins in one of these ways. */
    SandboxMessage readsOneOf(String... beginnings) {
        SandboxMessage found = user.awaitDm(
                m -> m.fromBot()
                        && !read.contains(m.id())
                        && List.of(beginnings).stream().anyMatch(m.content()::startsWith),
                PATIENCE);
        read.add(found.id());
        return found;
    }

    /** The first lines of everything the bot wrote in private. */
    List<String> readInOrder() {
        return user.messages(user.dm()).stream()
                .filter(SandboxMessage::fromBot)
                .map(m -> m.content().lines().findFirst().orElse(""))
                .toList();
    }
}
