package dev.guildline.adapter.languagemodel;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which language model is asked, and within what limits. Immutable.
 *
 * @param baseUrl the address that {@code /chat/completions} comes after, without a slash at the end
 * @param plainHttp whether an address without TLS may be one of another machine
 * @param model what the endpoint calls the model
 * @param keyOrNull the key that is sent as a bearer token; a secret; null for an endpoint that wants none
 * @param timeout how long an answer may take altogether, from one second to twenty
 * @param maxTokens how long an answer may be, in tokens
 * @param dailyTokens how many tokens may be used on one day of UTC, for questions and answers together
 */
public record LanguageModelConfig(
        URI baseUrl,
        boolean plainHttp,
        String model,
        @Nullable String keyOrNull,
        Duration timeout,
        int maxTokens,
        long dailyTokens) {
    private static final String URL = "LANGUAGE_MODEL_URL";
    private static final String PLAIN_HTTP = "LANGUAGE_MODEL_PLAIN_HTTP";
    private static final String NAME = "LANGUAGE_MODEL_NAME";
    private static final String KEY = "LANGUAGE_MODEL_KEY";
    private static final String TIMEOUT = "LANGUAGE_MODEL_TIMEOUT";
    private static final String MAX_TOKENS = "LANGUAGE_MODEL_MAX_TOKENS";
    private static final String DAILY_TOKENS = "LANGUAGE_MODEL_DAILY_TOKENS";

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    /** Twilio's Studio waits eight seconds for a turn. */
    private static final String USUAL_TIMEOUT = "PT6S";

    private static final int FEWEST_TOKENS = 50;
    private static final int MOST_TOKENS = 4_000;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "[::1]");
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");
    /** What a header can carry without being changed. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used and what to do
     */
    public LanguageModelConfig {
        baseUrl = base(baseUrl, plainHttp);
        if (model.isBlank()) {
            throw new IllegalArgumentException(NAME + " is missing: set it to what the endpoint calls the model");
        }
        if (keyOrNull != null && !SENDABLE.matcher(keyOrNull).matches()) {
            throw new IllegalArgumentException(
                    KEY + " has a character that no key has, such as a space: copy it again; its value is not shown");
        }
        if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    TIMEOUT + " must be from " + SHORTEST + " to " + LONGEST + ", not " + timeout);
        }
        if (maxTokens < FEWEST_TOKENS || maxTokens > MOST_TOKENS) {
            throw new IllegalArgumentException(
                    MAX_TOKENS + " must be from " + FEWEST_TOKENS + " to " + MOST_TOKENS + ", not " + maxTokens);
        }
        if (dailyTokens < 1) {
            throw new IllegalArgumentException(
                    DAILY_TOKENS + " must be 1 or more, not " + dailyTokens + "; to use no model, leave out " + URL);
        }
    }

    /**
     * Reads {@code LANGUAGE_MODEL_URL}, {@code LANGUAGE_MODEL_PLAIN_HTTP} ({@code on} or {@code off}, {@code off} if
     * unset), {@code LANGUAGE_MODEL_NAME} (needed), {@code LANGUAGE_MODEL_KEY} (none if unset), {@code
     * LANGUAGE_MODEL_TIMEOUT} (ISO 8601, {@code PT6S} if unset), {@code LANGUAGE_MODEL_MAX_TOKENS} (500 if unset) and
     * {@code LANGUAGE_MODEL_DAILY_TOKENS} (500000 if unset). Blank counts as not set.
     *
     * @param environment the settings by key
     * @return the configuration, empty if no model is to be used because none of them is set
     * @throws IllegalArgumentException naming the first setting that is missing or cannot be used, and what to do
     */
    public static Optional<LanguageModelConfig> fromEnvironment(Map<String, String> environment) {
        Optional<String> url = setting(environment, URL);
        if (url.isEmpty()) {
            for (String key : new String[] {PLAIN_HTTP, NAME, KEY, TIMEOUT, MAX_TOKENS, DAILY_TOKENS}) {
                if (setting(environment, key).isPresent()) {
                    throw new IllegalArgumentException(URL + " is missing, but " + key
                            + " is set: set it to the endpoint's base address, as in https://llm.example.com/v1");
                }
            }
            return Optional.empty();
        }
        return Optional.of(new LanguageModelConfig(
                address(url.get()),
                isOn(setting(environment, PLAIN_HTTP).orElse("off")),
                setting(environment, NAME).orElse(""),
                setting(environment, KEY).orElse(null),
                duration(setting(environment, TIMEOUT).orElse(USUAL_TIMEOUT)),
                (int) number(environment, MAX_TOKENS, 500, Integer.MAX_VALUE),
                number(environment, DAILY_TOKENS, 500_000, Long.MAX_VALUE)));
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "LanguageModelConfig[baseUrl=" + baseUrl + ", plainHttp=" + plainHttp + ", model=" + model + ", key="
                + (keyOrNull == null ? "none" : "***") + ", timeout=" + timeout + ", maxTokens=" + maxTokens
                + ", dailyTokens=" + dailyTokens + "]";
    }

    /** Where questions go. */
    URI completions() {
        return URI.create(baseUrl + "/chat/completions");
    }

    Optional<String> key() {
        return Optional.ofNullable(keyOrNull);
    }

    private static Optional<String> setting(Map<String, String> environment, String key) {
        return Optional.ofNullable(environment.get(key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // Not the text: an address may hold a password.
            throw new IllegalArgumentException(URL + " is not an address", e.getCause());
        }
    }

    private static URI base(URI address, boolean plainHttp) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    URL + " must have no user, query or fragment; a key belongs into " + KEY);
        }
        if (!Set.of("http", "https").contains(scheme) || address.getHost() == null) {
            throw new IllegalArgumentException(
                    URL + " must be an https address, as in https://llm.example.com/v1, not '" + address + "'");
        }
        String text = address.toString().replaceAll("/+$", "");
        if (text.endsWith("/completions")) {
            throw new IllegalArgumentException(
                    URL + " must be the base address: leave out /chat/completions at the end of '" + text + "'");
        }
        if (scheme.equals("http") && !plainHttp && !isThisMachine(address.getHost())) {
            throw new IllegalArgumentException(URL + " must be https: what customers write would travel readable to '"
                    + address.getHost() + "'. In a network of your own, allow it with " + PLAIN_HTTP + "=on");
        }
        return URI.create(text);
    }

    private static boolean isThisMachine(String host) {
        return THIS_MACHINE.contains(host.toLowerCase(Locale.ROOT))
                || LOOPBACK.matcher(host).matches();
    }

    private static boolean isOn(String value) {
        return switch (value) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(PLAIN_HTTP + " must be on or off, not '" + value + "'");
        };
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    TIMEOUT + " must be an ISO 8601 duration such as PT6S, not '" + text + "'", e);
        }
    }

    private static long number(Map<String, String> environment, String key, long unlessSet, long most) {
        Optional<String> text = setting(environment, key);
        if (text.isEmpty()) {
            return unlessSet;
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number, not '" + text.get() + "'", e);
        }
        throw new IllegalArgumentException(key + " must be from 0 to " + most + ", not " + text.get());
    }
}
