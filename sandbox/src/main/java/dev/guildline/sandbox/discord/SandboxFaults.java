package dev.guildline.sandbox.discord;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Faults of the REST API on demand, in the order in which they were set; every delay that strikes is served, and the first other fault decides.
 *
 * <pre>{@code
 * sandbox.faults().on("POST /channels/{channel}/messages").times(2).status(503);
 * sandbox.faults().on("/**").probability(0.05).loseAnswer();
 * }</pre>
 *
 * Safe for use by several threads.
 */
public final class SandboxFaults {
    private final List<SandboxFault> faults = new ArrayList<>();
    private Random random = new Random(0);

    SandboxFaults() {}

    /** What one call meets. */
    record Verdict(Duration delay, Optional<SandboxFault> fault) {}

    /**
     * Begins a fault.
     *
     * @param route method and path below {@code /api/v10}; a star or a name in braces stands for a segment, two stars for the rest, no method for any
     * @return the fault, not yet in effect
     */
    public SandboxFault on(String route) {
        return new SandboxFault(this, new RoutePattern(route));
    }

    /**
     * Sets the seed of faults that strike at random.
     *
     * @param seed any number; 0 at first
     */
    public synchronized void seed(long seed) {
        random = new Random(seed);
    }

    /** Ends all faults. */
    public synchronized void clear() {
        faults.clear();
    }

    synchronized void add(SandboxFault fault) {
        faults.remove(fault);
        faults.add(fault);
    }

    synchronized void remove(SandboxFault fault) {
        faults.remove(fault);
    }

    synchronized Verdict judge(String method, String path) {
        Duration delay = Duration.ZERO;
        SandboxFault decisive = null;
        for (SandboxFault fault : faults) {
            boolean open = fault.kind() == SandboxFault.Kind.DELAY || decisive == null;
            if (open && fault.strikes(method, path, random)) {
                if (fault.kind() == SandboxFault.Kind.DELAY) {
                    delay = delay.plus(fault.time());
                } else {
                    decisive = fault;
                }
            }
        }
        return new Verdict(delay, Optional.ofNullable(decisive));
    }
}
