package dev.guildline.adapter.http;

import dev.guildline.core.port.webhook.WebhookReply;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/** What a caller of the API or of the metrics has to show. Never printed. Immutable. */
public final class ApiToken {
    private static final String KEY = "API_TOKEN";
    private static final int SHORTEST = 32;
    private static final String SCHEME = "Bearer ";

    private final String key;
    private final byte[] digest;

    private ApiToken(String key, String token) {
        this.key = key;
        this.digest = digest(token);
    }

    /**
     * Checks a token.
     *
     * @param token 32 printable ASCII characters or more, without spaces
     * @return it
     * @throws IllegalArgumentException if it is too short or cannot be sent in a header; does not quote it
     */
    public static ApiToken of(String token) {
        return checked(KEY, token);
    }

    private static ApiToken checked(String key, String token) {
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(key + ": must have at least " + SHORTEST
                    + " characters, none of them a space or outside of ASCII; make one with: openssl rand -hex 32");
        }
        return new ApiToken(key, token);
    }

    /**
     * Reads {@code API_TOKEN}.
     *
     * @param environment the settings by name; blank counts as unset
     * @return the token, empty if there is to be no API
     * @throws IllegalArgumentException if it is too short or cannot be sent in a header; does not quote it
     */
    public static Optional<ApiToken> fromEnvironment(Map<String, String> environment) {
        return fromEnvironment(environment, KEY);
    }

    /**
     * Reads a token for something else than the API, as {@code METRICS_TOKEN}.
     *
     * @param environment the settings by name; blank counts as unset
     * @param key the name of the setting
     * @return the token, empty if there is none
     * @throws IllegalArgumentException if it is too short or cannot be sent in a header; does not quote it
     */
    public static Optional<ApiToken> fromEnvironment(Map<String, String> environment, String key) {
        return Optional.ofNullable(environment.get(key))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .map(token -> checked(key, token));
    }

    /** Whether a call shows it; one that does not is answered by this. */
    boolean admits(Context context) {
        String shown = context.header("Authorization");
        if (shown != null && isShownBy(shown)) {
            return true;
        }
        context.header("WWW-Authenticate", "Bearer");
        Answers.send(
                context,
                WebhookReply.problem(
                        401, "Not logged in", "Send the token of " + key + " as Authorization: Bearer TOKEN."));
        return false;
    }

    /** Whether a header {@code Authorization} shows it; takes as long for a wrong one as for the right one. */
    private boolean isShownBy(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, digest(header.substring(SCHEME.length()).strip()));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "ApiToken[hidden]";
    }
}
