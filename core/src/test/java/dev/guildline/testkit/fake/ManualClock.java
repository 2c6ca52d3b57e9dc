package dev.guildline.testkit.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when told to. Thread-safe. */
public final class ManualClock implements InstantSource {
    private volatile Instant now;

    /** Starts on a working day's morning. */
    public ManualClock() {
        this(Instant.parse("2026-03-02T09:00:00Z"));
    }

    /**
     * Starts at a moment.
     *
     * @param start the moment
     */
    public ManualClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * Moves on.
     *
     * @param by how far
     */
    public synchronized void advance(Duration by) {
        now = now.plus(by);
    }
}
