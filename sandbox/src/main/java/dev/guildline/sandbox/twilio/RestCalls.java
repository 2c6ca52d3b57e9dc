package dev.guildline.sandbox.twilio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The record of all REST requests, oldest first. Thread-safe. */
public final class RestCalls {
    private final List<RestCall> calls = new ArrayList<>();

    RestCalls() {}

    synchronized void add(RestCall call) {
        calls.add(call);
    }

    /**
     * Everything since the start or the last {@link #clear()}.
     *
     * @return a copy, oldest first
     */
    public synchronized List<RestCall> all() {
        return List.copyOf(calls);
    }

    /**
     * How many there were.
     *
     * @return the number of calls
     */
    public synchronized int count() {
        return calls.size();
    }

    /**
     * How many there were of a sort.
     *
     * @param which the calls to count
     * @return the number of calls
     */
    public synchronized long count(Predicate<RestCall> which) {
        return calls.stream().filter(which).count();
    }

    /** Forgets all calls. */
    public synchronized void clear() {
        calls.clear();
    }
}
