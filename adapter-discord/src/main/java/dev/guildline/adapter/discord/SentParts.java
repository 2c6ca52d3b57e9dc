package dev.guildline.adapter.discord;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which parts this process knows to be sent, by nonce. A delivery that failed at its second part is called again from
 * its first, perhaps long after Discord has forgotten the first one's nonce. Thread-safe.
 */
final class SentParts {
    private static final int KEPT = 8_192;

    private final Map<String, String> messageByNonce = new LinkedHashMap<>();
    private final Map<String, String> nonceByMessage = new LinkedHashMap<>();

    synchronized void sent(String nonce, String message) {
        messageByNonce.put(nonce, message);
        nonceByMessage.put(message, nonce);
        if (messageByNonce.size() > KEPT) {
            String eldest = messageByNonce.keySet().iterator().next();
            String forgotten = messageByNonce.remove(eldest);
            nonceByMessage.remove(forgotten);
        }
    }

    synchronized Optional<String> messageOf(String nonce) {
        return Optional.ofNullable(messageByNonce.get(nonce));
    }

    /** Whether a message is known to be another part than the one asked about. */
    synchronized boolean isOther(String message, String nonce) {
        String owner = nonceByMessage.get(message);
        return owner != null && !owner.equals(nonce);
    }
}
