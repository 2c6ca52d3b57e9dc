package dev.guildline.adapter.twilio;

import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the Twilio adapter has to be told. Immutable. What is empty here is asked of the Flex configuration.
 *
 * @param accountSid the account, {@code AC…}
 * @param authToken its primary auth token; a secret
 * @param secondaryAuthTokenOrNull another token that still signs webhooks while tokens are being changed; a secret
 * @param apiUrlOrNull one base address for all products of Twilio, without a slash at the end; null for the real hosts
 * @param chatServiceSidOrNull the Flex chat service, {@code IS…}; null to discover it
 * @param workspaceSidOrNull the TaskRouter workspace, {@code WS…}; null to discover it
 * @param workflowSidOrNull the TaskRouter workflow that tasks enter by, {@code WW…}; null to discover it
 * @param studioFlowSidOrNull the Studio flow, {@code FW…}; null to find it by the name that provisioning gives it
 * @param routing who decides when the virtual agent answers and how an agent is asked for
 * @param publicUrl under which address Twilio reaches the webhooks, without a slash at the end
 * @param closeAfter after how long without a word Twilio closes a conversation, at least ten minutes
 */
public record TwilioConfig(
        String accountSid,
        String authToken,
        @Nullable String secondaryAuthTokenOrNull,
        @Nullable URI apiUrlOrNull,
        @Nullable String chatServiceSidOrNull,
        @Nullable String workspaceSidOrNull,
        @Nullable String workflowSidOrNull,
        @Nullable String studioFlowSidOrNull,
        Routing routing,
        URI publicUrl,
        Duration closeAfter) {

    /** How long a conversation stays open without a word unless told otherwise. */
    public static final Duration CLOSE_AFTER = Duration.ofDays(3);

    private static final Duration SHORTEST_CLOSE = Duration.ofMinutes(10);
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{32}");

    /** Who decides when the virtual agent answers, and how an agent is asked for. */
    public enum Routing {
        /** The shipped Studio flow decides and sends to Flex. */
        STUDIO,
        /** Guildline decides and creates the Flex interaction. */
        DIRECT
    }

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the setting that cannot be used and what to do
     */
    public TwilioConfig {
        requireSid("TWILIO_ACCOUNT_SID", "AC", accountSid, "it is on the first page of the Twilio console");
        if (authToken.isBlank()) {
            throw new IllegalArgumentException(
                    "TWILIO_AUTH_TOKEN is missing: set it to the auth token beside the account SID in the Twilio console");
        }
        if (secondaryAuthTokenOrNull != null && secondaryAuthTokenOrNull.isBlank()) {
            throw new IllegalArgumentException(
                    "TWILIO_SECONDARY_AUTH_TOKEN must not be blank: leave it out unless tokens are being changed");
        }
        if (apiUrlOrNull != null) {
            apiUrlOrNull = base("TWILIO_API_URL", apiUrlOrNull, "leave it out to use Twilio's own hosts");
        }
        requireSidOrNull("TWILIO_CHAT_SERVICE_SID", "IS", chatServiceSidOrNull);
        requireSidOrNull("TWILIO_WORKSPACE_SID", "WS", workspaceSidOrNull);
        requireSidOrNull("TWILIO_WORKFLOW_SID", "WW", workflowSidOrNull);
        requireSidOrNull("TWILIO_STUDIO_FLOW_SID", "FW", studioFlowSidOrNull);
        publicUrl = base("PUBLIC_URL", publicUrl, "set it to the address under which Twilio reaches Guildline");
        if (closeAfter.compareTo(SHORTEST_CLOSE) < 0) {
            throw new IllegalArgumentException(
                    "TWILIO_CLOSE_AFTER must be at least PT10M, Twilio accepts no shorter time; it is " + closeAfter);
        }
    }

    /**
     * Reads {@code TWILIO_ACCOUNT_SID}, {@code TWILIO_AUTH_TOKEN}, {@code TWILIO_SECONDARY_AUTH_TOKEN}, {@code
     * TWILIO_API_URL}, {@code TWILIO_CHAT_SERVICE_SID}, {@code TWILIO_WORKSPACE_SID}, {@code TWILIO_WORKFLOW_SID},
     * {@code TWILIO_STUDIO_FLOW_SID}, {@code TWILIO_ROUTING} ({@code studio} or {@code direct}), {@code
     * TWILIO_CLOSE_AFTER} (ISO 8601) and {@code PUBLIC_URL}. Blank counts as not set.
     *
     * @param environment the settings
     * @return the configuration
     * @throws IllegalArgumentException naming the first setting that is missing or cannot be used, and what to do
     */
    public static TwilioConfig fromEnvironment(Map<String, String> environment) {
        String apiUrl = setting(environment, "TWILIO_API_URL");
        String publicUrl = setting(environment, "PUBLIC_URL");
        String account = setting(environment, "TWILIO_ACCOUNT_SID");
        String token = setting(environment, "TWILIO_AUTH_TOKEN");
        Routing routing = routing(setting(environment, "TWILIO_ROUTING"));
        Duration closeAfter = closeAfter(setting(environment, "TWILIO_CLOSE_AFTER"));
        requireSid(
                "TWILIO_ACCOUNT_SID", "AC", account == null ? "" : account, "it is on the first page of the console");
        if (publicUrl == null) {
            throw new IllegalArgumentException(
                    "PUBLIC_URL is missing: set it to the address under which Twilio reaches Guildline,"
                            + " for example https://support.example.com");
        }
        return new TwilioConfig(
                account == null ? "" : account,
                token == null ? "" : token,
                setting(environment, "TWILIO_SECONDARY_AUTH_TOKEN"),
                apiUrl == null ? null : address("TWILIO_API_URL", apiUrl),
                setting(environment, "TWILIO_CHAT_SERVICE_SID"),
                setting(environment, "TWILIO_WORKSPACE_SID"),
                setting(environment, "TWILIO_WORKFLOW_SID"),
                setting(environment, "TWILIO_STUDIO_FLOW_SID"),
                routing,
                address("PUBLIC_URL", publicUrl),
                closeAfter);
    }

    /**
     * Another token that still signs webhooks.
     *
     * @return the token, empty unless tokens are being changed
     */
    public Optional<String> secondaryAuthToken() {
        return Optional.ofNullable(secondaryAuthTokenOrNull);
    }

    /** Hides the tokens. */
    @Override
    public String toString() {
        return "TwilioConfig[accountSid=" + accountSid + ", authToken=***, secondaryAuthToken="
                + (secondaryAuthTokenOrNull == null ? "none" : "***") + ", apiUrl="
                + (apiUrlOrNull == null ? "Twilio's own" : apiUrlOrNull) + ", chatServiceSid="
                + orDiscovered(chatServiceSidOrNull) + ", workspaceSid=" + orDiscovered(workspaceSidOrNull)
                + ", workflowSid=" + orDiscovered(workflowSidOrNull) + ", studioFlowSid="
                + orDiscovered(studioFlowSidOrNull) + ", routing=" + routing + ", publicUrl=" + publicUrl
                + ", closeAfter=" + closeAfter + "]";
    }

    /** The address of one of our webhooks as Twilio sees it. */
    URI webhook(String path) {
        return URI.create(publicUrl + path);
    }

    private static String orDiscovered(@Nullable String sid) {
        return sid == null ? "discovered" : sid;
    }

    private static @Nullable String setting(Map<String, String> environment, String key) {
        String value = environment.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static Routing routing(@Nullable String text) {
        if (text == null) {
            return Routing.STUDIO;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "studio" -> Routing.STUDIO;
            case "direct" -> Routing.DIRECT;
            default ->
                throw new IllegalArgumentException("TWILIO_ROUTING must be studio or direct, not '" + text + "'");
        };
    }

    private static Duration closeAfter(@Nullable String text) {
        if (text == null) {
            return CLOSE_AFTER;
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException notADuration) {
            throw new IllegalArgumentException(
                    "TWILIO_CLOSE_AFTER must be an ISO 8601 duration such as PT12H or P3D, not '" + text + "'",
                    notADuration);
        }
    }

    private static URI address(String key, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException notAnAddress) {
            throw new IllegalArgumentException(key + " is not an address: '" + text + "'", notAnAddress);
        }
    }

    private static URI base(String key, URI address, String whatToDo) {
        String scheme = address.getScheme();
        boolean http = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
        if (!http
                || address.getHost() == null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    key + " must be an http or https address without query, not '" + address + "': " + whatToDo);
        }
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.replaceAll("/+$", "")) : address;
    }

    private static void requireSidOrNull(String key, String prefix, @Nullable String value) {
        if (value != null) {
            requireSid(key, prefix, value, "leave it out to have it discovered");
        }
    }

    private static void requireSid(String key, String prefix, String value, String whatToDo) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(key + " is missing: " + whatToDo);
        }
        if (!value.startsWith(prefix) || !HEX.matcher(value.substring(2)).matches()) {
            throw new IllegalArgumentException(
                    key + " must be " + prefix + " and 32 hexadecimal digits, not '" + value + "': " + whatToDo);
        }
    }
}
