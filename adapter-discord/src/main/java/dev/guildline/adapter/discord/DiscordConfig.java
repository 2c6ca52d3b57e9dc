package dev.guildline.adapter.discord;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How Discord is reached. Immutable; prints no secret.
 *
 * <pre>{@code
 * DiscordConfig config = DiscordConfig.fromEnvironment(System.getenv());
 * DiscordAdapter discord = DiscordAdapter.connect(config);
 * }</pre>
 *
 * @param token what the bot proves itself with
 * @param apiUrlOrNull base address of the REST interface with its version, for example {@code
 *     http://127.0.0.1:4801/api/v10}; null for the real Discord
 * @param gatewayUrlOrNull address of the gateway, for example {@code ws://127.0.0.1:4801}; null for the real Discord
 * @param threads whether talks go on in private threads with customers who take no direct messages
 * @param reactions whether agents are told of customers' reactions to what was said to them in direct messages
 */
public record DiscordConfig(
        Token token, @Nullable URI apiUrlOrNull, @Nullable URI gatewayUrlOrNull, Threads threads, boolean reactions) {
    /** The key of the bot's token. */
    public static final String TOKEN_KEY = "DISCORD_TOKEN";

    /** The key of another REST address. */
    public static final String API_URL_KEY = "DISCORD_API_URL";

    /** The key of another gateway address. */
    public static final String GATEWAY_URL_KEY = "DISCORD_GATEWAY_URL";

    /** The key of how private threads are used. */
    public static final String THREADS_KEY = "DISCORD_PRIVATE_THREADS";

    /** The key that says whether agents are told of reactions. */
    public static final String REACTIONS_KEY = "DISCORD_REACTIONS";

    /** Whether talks go on in private threads with customers who take no direct messages, and what is read there. */
    public enum Threads {
        /** They do not: whoever takes no direct messages cannot be helped. */
        OFF,
        /** They do, and customers mention the bot or answer one of its messages to be read there. */
        MENTION,
        /** They do, and everything is read there: needs the privileged intent for message content. */
        FULL
    }

    /**
     * A configuration with threads where customers mention the bot, and with reactions.
     *
     * @param token what the bot proves itself with
     * @param apiUrlOrNull base address of the REST interface, or null
     * @param gatewayUrlOrNull address of the gateway, or null
     */
    public DiscordConfig(Token token, @Nullable URI apiUrlOrNull, @Nullable URI gatewayUrlOrNull) {
        this(token, apiUrlOrNull, gatewayUrlOrNull, Threads.MENTION, true);
    }

    /**
     * Checks the addresses. An API address without a path gets the path and version that Discord uses.
     *
     * @throws IllegalArgumentException naming the key of the first bad value and what to do about it
     */
    public DiscordConfig {
        apiUrlOrNull = apiUrlOrNull == null ? null : withVersion(checked(API_URL_KEY, apiUrlOrNull, "http", "https"));
        gatewayUrlOrNull = gatewayUrlOrNull == null ? null : checked(GATEWAY_URL_KEY, gatewayUrlOrNull, "ws", "wss");
    }

    /**
     * A configuration for the real Discord.
     *
     * @param token the bot's token
     * @return the configuration
     * @throws IllegalArgumentException if the token cannot be one
     */
    public static DiscordConfig of(String token) {
        return new DiscordConfig(new Token(token), null, null);
    }

    /**
     * Reads the keys {@value #TOKEN_KEY}, {@value #API_URL_KEY}, {@value #GATEWAY_URL_KEY}, {@value #THREADS_KEY}
     * ({@code off}, {@code mention} or {@code full}) and {@value #REACTIONS_KEY} ({@code on} or {@code off}); a blank
     * value counts as not set.
     *
     * @param environment keys and values, for example {@code System.getenv()}
     * @return the configuration
     * @throws IllegalArgumentException naming the key of the first bad value and what to do about it
     */
    public static DiscordConfig fromEnvironment(Map<String, String> environment) {
        Token token = new Token(environment.getOrDefault(TOKEN_KEY, ""));
        return new DiscordConfig(
                token,
                address(environment, API_URL_KEY),
                address(environment, GATEWAY_URL_KEY),
                threads(environment.getOrDefault(THREADS_KEY, "").strip()),
                isOn(environment, REACTIONS_KEY));
    }

    private static boolean isOn(Map<String, String> environment, String key) {
        return switch (environment.getOrDefault(key, "").strip().toLowerCase(Locale.ROOT)) {
            case "", "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(key + ": write on or off, or leave it out");
        };
    }

    /**
     * Base address of the REST interface.
     *
     * @return the address, empty for the real Discord
     */
    public Optional<URI> apiUrl() {
        return Optional.ofNullable(apiUrlOrNull);
    }

    /**
     * Address of the gateway.
     *
     * @return the address, empty for the real Discord
     */
    public Optional<URI> gatewayUrl() {
        return Optional.ofNullable(gatewayUrlOrNull);
    }

    private static Threads threads(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "off" -> Threads.OFF;
            case "", "mention" -> Threads.MENTION;
            case "full" -> Threads.FULL;
            default ->
                throw new IllegalArgumentException(THREADS_KEY + ": must be off, mention or full, not '" + value + "'");
        };
    }

    private static @Nullable URI address(Map<String, String> environment, String key) {
        String value = environment.getOrDefault(key, "").strip();
        if (value.isEmpty()) {
            return null;
        }
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    key + ": is not an address; write it like http://127.0.0.1:4801, or leave it out", e);
        }
    }

    private static URI checked(String key, URI url, String... schemes) {
        String scheme = url.getScheme();
        if (scheme == null || !Set.of(schemes).contains(scheme) || url.getHost() == null) {
            throw new IllegalArgumentException(
                    key + ": must begin with " + String.join(":// or ", schemes) + ":// and name a host");
        }
        return url;
    }

    private static URI withVersion(URI url) {
        String path = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
        return switch (path) {
            case "" -> url.resolve("/api/v10");
            case "/api" -> url.resolve("/api/v10");
            default -> url;
        };
    }

    /**
     * A bot's token. Its text form hides it.
     *
     * @param value the token itself
     */
    public record Token(String value) {
        /**
         * Checks that it can be one.
         *
         * @throws IllegalArgumentException saying what to do; never with the token in it
         */
        public Token {
            value = value.strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException(
                        TOKEN_KEY + ": is missing; copy it from the Bot page of your application in Discord's"
                                + " developer portal");
            }
            if (value.regionMatches(true, 0, "Bot ", 0, 4)) {
                throw new IllegalArgumentException(TOKEN_KEY + ": leave out the word Bot before the token");
            }
            if (value.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IllegalArgumentException(
                        TOKEN_KEY + ": has characters that no token has; copy it again, without line breaks");
            }
        }

        @Override
        public String toString() {
            return "(hidden)";
        }
    }
}
