package dev.guildline.app.crash;

import java.util.Locale;
import java.util.Set;

/**
 * What a crash run does. Everything random in it follows from the seed, except what the machine makes of it.
 *
 * @param database where Guildline keeps its data
 * @param kills how often a process is ended by force
 * @param seed of everything that is left to chance
 * @param conversations how many customers talk to an agent at the same time
 * @param rate messages a second, both directions together
 * @param faults what goes wrong besides
 * @param instances how many processes run side by side; more than one needs PostgreSQL
 */
record CrashPlan(
        RunDatabase.Kind database,
        int kills,
        long seed,
        int conversations,
        int rate,
        Set<Fault> faults,
        int instances) {
    CrashPlan {
        if (instances > 1 && database == RunDatabase.Kind.H2) {
            throw new IllegalArgumentException("crash.instances: several instances need crash.database=postgresql");
        }
    }

    /**
     * Reads the system properties {@code crash.kills}, {@code crash.seed}, {@code crash.conversations}, {@code
     * crash.rate}, {@code crash.faults} and {@code crash.instances}; what is not set is as in the short form.
     */
    static CrashPlan fromSystemProperties(RunDatabase.Kind database) {
        return new CrashPlan(
                database,
                Integer.getInteger("crash.kills", 2),
                Long.getLong("crash.seed", System.nanoTime() & 0xFFFF_FFFFL),
                Integer.getInteger("crash.conversations", 8),
                Integer.getInteger("crash.rate", 30),
                Fault.parse(
                        System.getProperty("crash.faults", "lost-answers,errors,webhooks-shuffled,webhooks-repeated")),
                Integer.getInteger("crash.instances", 1));
    }

    /** Whether {@code crash.database} leaves this one out. */
    static boolean isAskedFor(RunDatabase.Kind database) {
        String asked = System.getProperty("crash.database", "");
        return asked.isEmpty() || database.name().equals(asked.toUpperCase(Locale.ROOT));
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }
}
