package dev.guildline.core.internal;

import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import java.time.Duration;
import java.time.Instant;

/**
 * Which messages arrive late: words of people that were said while nobody listened, or that could not be brought for a
 * while. Whoever reads them must not take them for new, and nobody is called by them.
 */
final class Lateness {
    /** What a busy moment or a short interruption may take. */
    static final Duration TOLERATED = Duration.ofMinutes(2);

    private Lateness() {}

    static boolean isLate(Message entry, Instant arrives) {
        boolean byPerson =
                entry.author().kind() == AuthorKind.CUSTOMER || entry.author().kind() == AuthorKind.AGENT;
        return byPerson && Duration.between(entry.at(), arrives).compareTo(TOLERATED) > 0;
    }
}
