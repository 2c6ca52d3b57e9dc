package dev.guildline.adapter.twilio;

import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.AuthorKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Who is who in a Twilio conversation. Twilio advises against most punctuation in identities. */
final class Identities {
    static final String VIRTUAL_AGENT = "guildline-virtual-agent";
    /** Twilio's own name for what no participant says. */
    static final String SYSTEM = "system";

    static final String DESK_AGENT = "guildline-agent";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]{1,40}:[A-Za-z0-9]{1,100}");
    private static final int LONGEST_READABLE = 100;

    private Identities() {}

    /**
     * A customer's identity: {@code discord:123} becomes {@code discord_123}. What does not have that shape is
     * shortened to what is safe and told apart by a digest, so that two customers never share an identity.
     */
    static String of(CustomerId customer) {
        String id = customer.value();
        if (PLAIN.matcher(id).matches()) {
            return id.replace(':', '_');
        }
        String readable = id.replaceAll("[^A-Za-z0-9.-]", "_");
        if (readable.length() > LONGEST_READABLE) {
            readable = readable.substring(0, LONGEST_READABLE);
        }
        return readable + "_x" + digest(id);
    }

    /** One of the identities that Guildline itself writes with. */
    static boolean isOwn(String identity) {
        return identity.equals(VIRTUAL_AGENT) || identity.equals(SYSTEM) || identity.equals(DESK_AGENT);
    }

    static String of(AuthorKind kind, CustomerId customer) {
        return switch (kind) {
            case CUSTOMER -> of(customer);
            case VIRTUAL_AGENT -> VIRTUAL_AGENT;
            case AGENT -> DESK_AGENT;
            case SYSTEM -> SYSTEM;
        };
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
