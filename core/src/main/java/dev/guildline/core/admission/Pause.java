package dev.guildline.core.admission;

import java.time.Instant;

/**
 * No new conversation is begun for the time being. Those that are open go on.
 *
 * @param reason why, for the team; not shown to customers
 * @param by who decided it
 * @param since from when on
 */
public record Pause(String reason, String by, Instant since) {
    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if there is no reason
     */
    public Pause {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("reason: say why no new conversations are taken");
        }
    }
}
