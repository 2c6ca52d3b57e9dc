package dev.guildline.adapter.languagemodel;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How many tokens may still be used on this day of UTC. Kept in memory: a restart begins with the whole budget. Thread-safe.
 */
final class DailyBudget {
    private final long limit;
    private final InstantSource clock;
    private LocalDate day;
    private long used;

    DailyBudget(long limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
        this.day = today();
    }

    /** What was set aside for a question. */
    record Share(LocalDate day, long tokens) {}

    /**
     * Sets something aside before the question is asked, so that many at once cannot overdraw it together.
     *
     * @param tokens the most that the question can cost
     * @return what was set aside; empty if there is not enough left today
     */
    synchronized Optional<Share> setAside(long tokens) {
        turnPage();
        if (tokens > limit - used) {
            return Optional.empty();
        }
        used += tokens;
        return Optional.of(new Share(day, tokens));
    }

    /** What it cost is known now. It may be more than was set aside. */
    synchronized void settle(Share share, long tokens) {
        turnPage();
        if (share.day().equals(day)) {
            used = Math.max(0, used - share.tokens()) + tokens;
        }
    }

    synchronized long used() {
        turnPage();
        return used;
    }

    long limit() {
        return limit;
    }

    private void turnPage() {
        LocalDate now = today();
        if (!now.equals(day)) {
            day = now;
            used = 0;
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
