package dev.guildline.adapter.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where to listen and how the outside world gets there. Immutable.
 *
 * @param host the address or name to listen on
 * @param port the port to listen on, 0 for any free one
 * @param publicUrlOrNull how callers from outside reach this server, as in {@code https://bot.example.com/guildline}:
 *     without a slash at its end; null if nobody calls from outside
 * @param answerWithin how long a caller may take to send a body, and how long an endpoint may take to answer it
 */
public record HttpConfig(String host, int port, @Nullable URI publicUrlOrNull, Duration answerWithin) {
    static final Duration DEFAULT_ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Checks the values and takes the slash off the end of the public address.
     *
     * @throws IllegalArgumentException if a value cannot be used; the message names the setting and says what to do
     */
    public HttpConfig {
        if (host.isBlank()) {
            throw new IllegalArgumentException(
                    "HTTP_HOST is blank; leave it out to listen on 127.0.0.1 or give an address of this machine");
        }
        host = host.strip();
        if (port < 0 || port > HIGHEST_PORT) {
            throw notAPort(Integer.toString(port));
        }
        if (publicUrlOrNull != null) {
            publicUrlOrNull = checked(publicUrlOrNull);
        }
        if (answerWithin.isZero() || answerWithin.isNegative()) {
            throw new IllegalArgumentException("answerWithin is " + answerWithin + "; give a time above zero");
        }
    }

    /**
     * Listens on a free port of 127.0.0.1, for tests and for a first start.
     *
     * @return the configuration, without a public address
     */
    public static HttpConfig onFreePort() {
        return new HttpConfig("127.0.0.1", 0, null, DEFAULT_ANSWER_WITHIN);
    }

    /**
     * Reads {@code HTTP_HOST} (127.0.0.1 if unset), {@code HTTP_PORT} (8080 if unset, 0 for any free one) and
     * {@code PUBLIC_URL}.
     *
     * @param environment the settings by name; blank counts as unset
     * @return the configuration
     * @throws IllegalArgumentException if a value cannot be used; the message names the setting and says what to do
     */
    public static HttpConfig fromEnvironment(Map<String, String> environment) {
        String host = setting(environment, "HTTP_HOST").orElse("127.0.0.1");
        int port = setting(environment, "HTTP_PORT").map(HttpConfig::port).orElse(8080);
        URI publicUrl =
                setting(environment, "PUBLIC_URL").map(HttpConfig::publicUrl).orElse(null);
        return new HttpConfig(host, port, publicUrl, DEFAULT_ANSWER_WITHIN);
    }

    /**
     * How callers from outside reach this server.
     *
     * @return an address without a slash at its end, empty if nobody calls from outside
     */
    public Optional<URI> publicUrl() {
        return Optional.ofNullable(publicUrlOrNull);
    }

    private static Optional<String> setting(Map<String, String> environment, String key) {
        return Optional.ofNullable(environment.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw notAPort(text);
        }
    }

    private static IllegalArgumentException notAPort(String text) {
        return new IllegalArgumentException(
                "HTTP_PORT is " + text + "; give a number from 1 to " + HIGHEST_PORT + ", or 0 for any free port");
    }

    private static URI publicUrl(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw badPublicUrl("cannot be read at position " + e.getIndex());
        }
    }

    private static URI checked(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw badPublicUrl("begins neither with https:// nor with http://");
        }
        if (url.getHost() == null) {
            throw badPublicUrl("names no host");
        }
        if (url.getRawUserInfo() != null) {
            throw badPublicUrl("has a user name in it");
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw badPublicUrl("has a part behind ? or # in it");
        }
        String text = url.toString();
        int end = text.length();
        while (text.charAt(end - 1) == '/') {
            end--;
        }
        return URI.create(text.substring(0, end));
    }

    private static IllegalArgumentException badPublicUrl(String why) {
        return new IllegalArgumentException("PUBLIC_URL " + why
                + "; give the address under which Twilio reaches this server, for example https://bot.example.com");
    }
}
