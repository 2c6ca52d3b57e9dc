package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The record of the bot's REST calls. Safe for use by several threads. */
public final class SandboxCalls {
    private static final int KEPT = 50_000;

    private final World world;
    private final List<SandboxCall> calls = new ArrayList<>();

    SandboxCalls(World world) {
        this.world = world;
    }

    void add(SandboxCall call) {
        world.run(() -> {
            if (calls.size() >= KEPT) {
                calls.subList(0, KEPT / 2).clear();
            }
            calls.add(call);
            world.wake();
        });
    }

    /**
     * The calls in the order in which they were answered.
     *
     * @return a copy
     */
    public List<SandboxCall> all() {
        return world.locked(() -> List.copyOf(calls));
    }

    /**
     * The calls of one route.
     *
     * @param route method and path below {@code /api/v10}; a star or a name in braces stands for a segment, two stars for the rest: {@code POST /channels/{channel}/messages}
     * @return a copy, in order
     */
    public List<SandboxCall> of(String route) {
        RoutePattern pattern = new RoutePattern(route);
        return all().stream()
                .filter(call -> pattern.matches(call.method(), call.path()))
                .toList();
    }

    /**
     * How often a route was called.
     *
     * @param route as for {@link #of}
     * @return the number of calls, refused ones included
     */
    public int count(String route) {
        return of(route).size();
    }

    /**
     * Waits until a route was called this often.
     *
     * @param route as for {@link #of}
     * @param least number of calls to wait for
     * @param limit longest time to wait
     * @return the calls then
     * @throws SandboxTimeoutException if they do not come in time
     */
    public List<SandboxCall> await(String route, int least, Duration limit) {
        return world.await(
                limit,
                () -> {
                    List<SandboxCall> found = of(route);
                    return found.size() >= least ? found : null;
                },
                () -> count(route) + " calls of " + route + " among " + calls.size());
    }

    /** Forgets all calls so far. */
    public void clear() {
        world.run(calls::clear);
    }
}
