package dev.guildline.app.crash;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can go wrong besides the kills; each can be switched on alone. */
enum Fault {
    /** A call is processed and its answer lost. */
    LOST_ANSWERS,
    /** A call is answered with 500 or 503 and not processed. */
    ERRORS,
    /** For a second or two, every call is answered 429 with Retry-After. */
    RATE_LIMITS,
    /** A call is processed, and answered after the client has given up. */
    SLOW_ANSWERS,
    /** The gateway connection is cut; half the time the session is forgotten too. */
    GATEWAY_LOSS,
    /** A webhook is never sent. */
    WEBHOOKS_LOST,
    /** A webhook is sent after a later one, or after a while. */
    WEBHOOKS_SHUFFLED,
    /** A webhook is sent twice. */
    WEBHOOKS_REPEATED,
    /** Twilio leaves out places in a conversation. */
    INDEX_GAPS,
    /** The database server is stopped and started again; PostgreSQL only. */
    DATABASE_RESTARTS;

    /** Reads {@code all}, {@code none} or names with commas between them, such as {@code lost-answers,errors}. */
    static Set<Fault> parse(String names) {
        return switch (names) {
            case "all" -> EnumSet.allOf(Fault.class);
            case "none" -> EnumSet.noneOf(Fault.class);
            default -> {
                Set<Fault> faults = EnumSet.noneOf(Fault.class);
                Arrays.stream(names.split(",", -1))
                        .map(name -> name.strip().toUpperCase(Locale.ROOT).replace('-', '_'))
                        .map(Fault::valueOf)
                        .forEach(faults::add);
                yield faults;
            }
        };
    }
}
