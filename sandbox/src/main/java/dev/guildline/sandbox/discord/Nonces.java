package dev.guildline.sandbox.discord;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers which message a nonce of the bot made in a channel, for as long as Discord does. */
final class Nonces {
    private static final int KEPT = 5_000;

    private record Use(long messageId, Instant at) {}

    private final Map<String, Use> uses = new LinkedHashMap<>();

    void remember(String nonce, long messageId, Instant at) {
        uses.putIfAbsent(nonce, new Use(messageId, at));
        if (uses.size() > KEPT) {
            uses.remove(uses.keySet().iterator().next());
        }
    }

    /** The message made with this nonce, unless that was before {@code oldest}. */
    Optional<Long> find(String nonce, Instant oldest) {
        Use use = uses.get(nonce);
        if (use != null && use.at().isBefore(oldest)) {
            uses.remove(nonce);
            return Optional.empty();
        }
        return Optional.ofNullable(use).map(Use::messageId);
    }
}
