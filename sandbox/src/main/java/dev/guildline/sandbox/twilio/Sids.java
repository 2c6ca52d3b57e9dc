package dev.guildline.sandbox.twilio;

import java.util.UUID;
import java.util.regex.Pattern;

/** Makes and recognises Twilio's sids: two letters and 32 hex digits. */
final class Sids {
    private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{32}");

    private Sids() {}

    static String next(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }

    static boolean looksLike(String prefix, String text) {
        return text.length() == 34
                && text.startsWith(prefix)
                && DIGITS.matcher(text.substring(2)).matches();
    }
}
