package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a {@link DiscordSandbox} is set up. Immutable; begin with {@link #defaults()} and change what matters.
 *
 * @param port port on the loopback interface; 0 takes a free one
 * @param token the bot token that is accepted
 * @param botName user name of the bot
 * @param guildName name of the first server
 * @param guildLocale Discord locale code of the first server
 * @param clock source of ids, time stamps and deadlines
 * @param responseDeadline time a bot has for its first answer to an interaction
 * @param interactionLifetime time an interaction's token is good for follow-ups and edits
 * @param nonceWindow time in which an enforced nonce finds the earlier message
 * @param sessionLifetime time a dropped gateway session can be resumed
 * @param heartbeatInterval what the gateway asks of its clients
 * @param privilegedIntents bits of the privileged gateway intents that are enabled for the bot
 * @param requestsPerBucket requests one route may take in five seconds before it is answered 429
 */
public record DiscordSandboxSettings(
        int port,
        String token,
        String botName,
        String guildName,
        String guildLocale,
        InstantSource clock,
        Duration responseDeadline,
        Duration interactionLifetime,
        Duration nonceWindow,
        Duration sessionLifetime,
        Duration heartbeatInterval,
        long privilegedIntents,
        int requestsPerBucket) {

    private static final int HIGHEST_PORT = 65_535;

    public DiscordSandboxSettings {
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 (any) to 65535, not " + port);
        }
        requireText("token", token);
        requireText("botName", botName);
        requireText("guildName", guildName);
        requireText("guildLocale", guildLocale);
        Objects.requireNonNull(clock, "clock");
        requirePositive("responseDeadline", responseDeadline);
        requirePositive("interactionLifetime", interactionLifetime);
        requirePositive("nonceWindow", nonceWindow);
        requirePositive("sessionLifetime", sessionLifetime);
        requirePositive("heartbeatInterval", heartbeatInterval);
        if (requestsPerBucket < 1) {
            throw new IllegalArgumentException("requestsPerBucket must be at least 1, not " + requestsPerBucket);
        }
    }

    /**
     * What fits most tests and demonstrations: a free port, Discord's own time limits, no privileged intent, and buckets too large to fill.
     *
     * @return the settings
     */
    public static DiscordSandboxSettings defaults() {
        return new DiscordSandboxSettings(
                0,
                "c2FuZGJveA.local.only-for-the-sandbox",
                "guildline",
                "Local server",
                "en-US",
                InstantSource.system(),
                Duration.ofSeconds(3),
                Duration.ofMinutes(15),
                Duration.ofMinutes(3),
                Duration.ofMinutes(3),
                Duration.ofMillis(41_250),
                0,
                100_000);
    }

    /**
     * Sets the port.
     *
     * @param value port on the loopback interface; 0 takes a free one
     * @return changed settings
     */
    public DiscordSandboxSettings withPort(int value) {
        return with(draft -> draft.port = value);
    }

    /**
     * Sets the bot's token and user name.
     *
     * @param newToken token that is accepted
     * @param newName user name of the bot
     * @return changed settings
     */
    public DiscordSandboxSettings withBot(String newToken, String newName) {
        return with(draft -> {
            draft.token = newToken;
            draft.botName = newName;
        });
    }

    /**
     * Sets name and language of the first server.
     *
     * @param newName its name
     * @param newLocale its Discord locale code
     * @return changed settings
     */
    public DiscordSandboxSettings withGuild(String newName, String newLocale) {
        return with(draft -> {
            draft.guildName = newName;
            draft.guildLocale = newLocale;
        });
    }

    /**
     * Sets the clock, for tests of deadlines.
     *
     * @param value source of ids, time stamps and deadlines
     * @return changed settings
     */
    public DiscordSandboxSettings withClock(InstantSource value) {
        return with(draft -> draft.clock = value);
    }

    /**
     * Sets the time a bot has for its first answer to an interaction.
     *
     * @param value the time; 3 s at Discord
     * @return changed settings
     */
    public DiscordSandboxSettings withResponseDeadline(Duration value) {
        return with(draft -> draft.responseDeadline = value);
    }

    /**
     * Enables privileged gateway intents, as the developer portal would.
     *
     * @param bits intents to enable, for example {@code 1L << 15} for message content
     * @return changed settings
     */
    public DiscordSandboxSettings withPrivilegedIntents(long bits) {
        return with(draft -> draft.privilegedIntents = bits);
    }

    /**
     * Sets how many requests a bucket takes in five seconds.
     *
     * @param value at least 1; Discord commonly allows 5 messages per channel
     * @return changed settings
     */
    public DiscordSandboxSettings withRequestsPerBucket(int value) {
        return with(draft -> draft.requestsPerBucket = value);
    }

    private DiscordSandboxSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** The values while one of them is being changed. */
    private static final class Draft {
        private int port;
        private String token;
        private String botName;
        private String guildName;
        private String guildLocale;
        private InstantSource clock;
        private Duration responseDeadline;
        private Duration interactionLifetime;
        private Duration nonceWindow;
        private Duration sessionLifetime;
        private Duration heartbeatInterval;
        private long privilegedIntents;
        private int requestsPerBucket;

        Draft(DiscordSandboxSettings from) {
            port = from.port;
            token = from.token;
            botName = from.botName;
            guildName = from.guildName;
            guildLocale = from.guildLocale;
            clock = from.clock;
            responseDeadline = from.responseDeadline;
            interactionLifetime = from.interactionLifetime;
            nonceWindow = from.nonceWindow;
            sessionLifetime = from.sessionLifetime;
            heartbeatInterval = from.heartbeatInterval;
            privilegedIntents = from.privilegedIntents;
            requestsPerBucket = from.requestsPerBucket;
        }

        DiscordSandboxSettings settings() {
            return new DiscordSandboxSettings(
                    port,
                    token,
                    botName,
                    guildName,
                    guildLocale,
                    clock,
                    responseDeadline,
                    interactionLifetime,
                    nonceWindow,
                    sessionLifetime,
                    heartbeatInterval,
                    privilegedIntents,
                    requestsPerBucket);
        }
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero, not " + value);
        }
    }
}
