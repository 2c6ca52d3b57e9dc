package dev.guildline.core.internal;

import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Errand;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what customers write within a budget: a flood waits in its own lane and holds up nobody else. Remembers of each
 * conversation only until when its allowance is used up, and forgets those that have it all. Thread-safe.
 */
final class Pace {
    private final IntakeBudget budget;
    private final boolean countsTurns;
    private final InstantSource clock;
    private final Map<ConversationId, Instant> usedUntil = new ConcurrentHashMap<>();
    private Instant overallUsedUntil = Instant.MIN;

    /**
     * Makes one.
     *
     * @param countsTurns whether it is the virtual agent's turns that count, because nothing is passed on elsewhere
     */
    Pace(IntakeBudget budget, boolean countsTurns, InstantSource clock) {
        this.budget = budget;
        this.countsTurns = countsTurns;
        this.clock = clock;
    }

    /** Gives a delivery its time: now, or later if the budget is used up. First come, first served. */
    Instant reserve(Consignment consignment, Instant now) {
        if (!counts(consignment)) {
            return now;
        }
        Instant own = reserveOwn(consignment.delivery().conversation(), now);
        Instant overall = reserveOverall(now);
        return own.isAfter(overall) ? own : overall;
    }

    /** Whether a customer has just written more than is passed on at once. */
    boolean isSpent(ConversationId conversation) {
        Instant used = usedUntil.get(conversation);
        return used != null && used.minus(tolerance()).isAfter(clock.instant());
    }

    /** Forgets those who have all of their allowance again. */
    void forget() {
        Instant now = clock.instant();
        usedUntil.values().removeIf(used -> !used.isAfter(now));
    }

    private boolean counts(Consignment consignment) {
        Message entry = consignment.entry();
        return switch (consignment.delivery().side()) {
            case CUSTOMER -> false;
            case VIRTUAL_AGENT -> countsTurns;
            case CONTACT_CENTER ->
                consignment.delivery().errand() instanceof Errand.RelayMessage
                        && (entry == null || entry.author().kind() == AuthorKind.CUSTOMER);
        };
    }

    private Instant reserveOwn(ConversationId conversation, Instant now) {
        if (budget.each().isZero()) {
            return now;
        }
        Instant until = usedUntil.merge(
                conversation,
                now.plus(budget.each()),
                (used, fresh) -> used.isBefore(now) ? fresh : used.plus(budget.each()));
        return later(now, until.minus(budget.each()).minus(tolerance()));
    }

    private synchronized Instant reserveOverall(Instant now) {
        if (budget.overallPerSecond() == 0) {
            return now;
        }
        Duration second = Duration.ofSeconds(1);
        Instant from = later(now, overallUsedUntil);
        overallUsedUntil = from.plus(second.dividedBy(budget.overallPerSecond()));
        return later(now, from.minus(second));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Duration tolerance() {
        return budget.each().multipliedBy(budget.burst() - 1L);
    }
}
