package dev.guildline.sandbox.twilio;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link TwilioSandbox} starts with. Immutable; begin with {@link #defaults()} and change what matters.
 *
 * @param port TCP port on the loopback address, 0 for a free one
 * @param accountSid the account, also the user name of every request
 * @param authToken the password of every request and the key of every signature
 * @param chatServiceSid the Flex chat service that exists from the start
 * @param workspaceSid the TaskRouter workspace that exists from the start
 * @param workflowSid the TaskRouter workflow that exists from the start
 * @param chatCapacity how many chats a new agent may have at once
 * @param rateLimited whether the published limits (30 writes a second in one conversation, 20 interactions a second)
 *     answer 429; off by default because a test on one machine is far quicker than a client across the Internet
 * @param clock what time it is for timers and time-outs; null for the system clock, which then also ticks by itself.
 *     With a clock of your own nothing times out until {@link TwilioSandbox#runTimers()} is called
 */
public record TwilioSandboxSettings(
        int port,
        String accountSid,
        String authToken,
        String chatServiceSid,
        String workspaceSid,
        String workflowSid,
        int chatCapacity,
        boolean rateLimited,
        @Nullable InstantSource clock) {

    private static final Pattern SID = Pattern.compile("[A-Z]{2}[0-9a-f]{32}");

    /**
     * Checks every value.
     *
     * @throws IllegalArgumentException naming the value that cannot be used
     */
    public TwilioSandboxSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, not " + port);
        }
        requireSid("accountSid", "AC", accountSid);
        requireSid("chatServiceSid", "IS", chatServiceSid);
        requireSid("workspaceSid", "WS", workspaceSid);
        requireSid("workflowSid", "WW", workflowSid);
        if (Objects.requireNonNull(authToken, "authToken").isBlank()) {
            throw new IllegalArgumentException("authToken must not be blank");
        }
        if (chatCapacity < 1) {
            throw new IllegalArgumentException("chatCapacity must be at least 1, not " + chatCapacity);
        }
    }

    /**
     * A free port, fixed made-up sids, the system clock.
     *
     * @return the settings
     */
    public static TwilioSandboxSettings defaults() {
        return new TwilioSandboxSettings(
                0,
                sid("AC", 1),
                "00112233445566778899aabbccddeeff",
                sid("IS", 1),
                sid("WS", 1),
                sid("WW", 1),
                5,
                false,
                null);
    }

    /**
     * Changes the port.
     *
     * @param newPort TCP port, 0 for a free one
     * @return the changed settings
     */
    public TwilioSandboxSettings withPort(int newPort) {
        return new TwilioSandboxSettings(
                newPort,
                accountSid,
                authToken,
                chatServiceSid,
                workspaceSid,
                workflowSid,
                chatCapacity,
                rateLimited,
                clock);
    }

    /**
     * Changes the credentials.
     *
     * @param newAccountSid AC and 32 hex digits
     * @param newAuthToken not blank
     * @return the changed settings
     */
    public TwilioSandboxSettings withCredentials(String newAccountSid, String newAuthToken) {
        return new TwilioSandboxSettings(
                port,
                newAccountSid,
                newAuthToken,
                chatServiceSid,
                workspaceSid,
                workflowSid,
                chatCapacity,
                rateLimited,
                clock);
    }

    /**
     * Changes how many chats an agent may have at once.
     *
     * @param newCapacity at least 1
     * @return the changed settings
     */
    public TwilioSandboxSettings withChatCapacity(int newCapacity) {
        return new TwilioSandboxSettings(
                port,
                accountSid,
                authToken,
                chatServiceSid,
                workspaceSid,
                workflowSid,
                newCapacity,
                rateLimited,
                clock);
    }

    /**
     * Turns the published rate limits on or off.
     *
     * @param limited whether to answer 429 above them
     * @return the changed settings
     */
    public TwilioSandboxSettings withRateLimits(boolean limited) {
        return new TwilioSandboxSettings(
                port, accountSid, authToken, chatServiceSid, workspaceSid, workflowSid, chatCapacity, limited, clock);
    }

    /**
     * Sets the clock; nothing then times out until {@link TwilioSandbox#runTimers()} is called.
     *
     * @param newClock the time of the sandbox
     * @return the changed settings
     */
    public TwilioSandboxSettings withClock(InstantSource newClock) {
        return new TwilioSandboxSettings(
                port,
                accountSid,
                authToken,
                chatServiceSid,
                workspaceSid,
                workflowSid,
                chatCapacity,
                rateLimited,
                newClock);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "TwilioSandboxSettings[port=" + port + ", accountSid=" + accountSid + ", chatServiceSid="
                + chatServiceSid + "]";
    }

    private static String sid(String prefix, int number) {
        return prefix + String.format(Locale.ROOT, "%032x", 0x5a4d_0000L + number);
    }

    private static void requireSid(String name, String prefix, String value) {
        Objects.requireNonNull(value, name);
        if (!value.startsWith(prefix) || !SID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name + " must be " + prefix + " and 32 lower case hex digits, not '" + value + "'");
        }
    }
}
