package dev.guildline.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

/** What a caller of the API has to show. Never printed. Immutable. */
public final class ApiToken {
    private static final String KEY = "API_TOKEN";
    private static final int SHORTEST = 32;
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    private ApiToken(String token) {
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
        if (token.length() < SHORTEST || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(KEY + ": must have at least " + SHORTEST
                    + " characters, none of them a space or outside of ASCII; make one with: openssl rand -hex 32");
        }
        return new ApiToken(token);
    }

    /**
     * Reads {@code API_TOKEN}.
     *
     * @param environment the settings by name; blank counts as unset
     * @return the token, empty if there is to be no API
     * @throws IllegalArgumentException if it is too short or cannot be sent in a header; does not quote it
     */
    public static Optional<ApiToken> fromEnvironment(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(KEY))
                .map(String::strip)
                .filter(token -> !token.isEmpty())
                .map(ApiToken::of);
    }

    /** Whether a header {@code Authorization} shows it; takes as long for a wrong one as for the right one. */
    boolean isShownBy(String header) {
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
