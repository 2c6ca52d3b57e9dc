package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to go wrong, and how often still. Thread-safe; the rules are made through {@link TwilioFaults}. */
final class FaultPlan {
    enum RestFaultKind {
        NONE,
        REFUSE,
        ANSWER,
        LOSE_ANSWER,
        DELAY_ANSWER
    }

    enum HookFaultKind {
        NONE,
        DROP,
        DUPLICATE,
        HOLD_BACK
    }

    /**
     * What happens to one request.
     *
     * @param kind what happens
     * @param delay what passes before, or before the answer
     * @param status of an answer
     * @param code of an answer
     * @param message of an answer
     * @param retryAfter of an answer
     */
    record RestFault(
            RestFaultKind kind,
            Duration delay,
            int status,
            int code,
            String message,
            @Nullable Duration retryAfter) {
        static final RestFault NONE = new RestFault(RestFaultKind.NONE, Duration.ZERO, 0, 0, "", null);
    }

    /**
     * What happens to one webhook delivery.
     *
     * @param kind what happens
     * @param delay what passes before
     */
    record HookFault(HookFaultKind kind, Duration delay) {
        static final HookFault NONE = new HookFault(HookFaultKind.NONE, Duration.ZERO);
    }

    /** How often a rule still applies: a number of times, by chance, or for a while. */
    static final class Dose {
        private int left;
        private final double probability;
        private final Random random;
        private @Nullable Instant end;

        static Dose lasting(Duration time) {
            Dose dose = new Dose(Integer.MAX_VALUE, 1, 0);
            dose.end = Instant.now().plus(time);
            return dose;
        }

        Dose(int left, double probability, long seed) {
            this.left = left;
            this.probability = probability;
            this.random = new Random(seed);
        }

        boolean take() {
            if (end != null && Instant.now().isAfter(end)) {
                left = 0;
            }
            if (left <= 0 || (probability < 1 && random.nextDouble() >= probability)) {
                return false;
            }
            if (left != Integer.MAX_VALUE) {
                left--;
            }
            return true;
        }
    }

    private record RestRule(Predicate<String> method, Pattern path, Dose dose, RestFault fault) {}

    private record HookRule(Pattern event, Dose dose, HookFault fault) {}

    private final List<RestRule> restRules = new ArrayList<>();
    private final List<HookRule> hookRules = new ArrayList<>();
    private final List<Dose> indexSkips = new ArrayList<>();
    private final List<Dose> interactionFailures = new ArrayList<>();

    synchronized void add(String method, Pattern path, Dose dose, RestFault fault) {
        restRules.add(new RestRule(asked -> method.equals("*") || method.equals(asked), path, dose, fault));
    }

    synchronized void add(Pattern event, Dose dose, HookFault fault) {
        hookRules.add(new HookRule(event, dose, fault));
    }

    synchronized void addIndexSkip(Dose dose) {
        indexSkips.add(dose);
    }

    synchronized void addInteractionFailure(Dose dose) {
        interactionFailures.add(dose);
    }

    synchronized void clear() {
        restRules.clear();
        hookRules.clear();
        indexSkips.clear();
        interactionFailures.clear();
    }

    synchronized RestFault forRequest(String method, String path) {
        for (RestRule rule : restRules) {
            if (rule.method().test(method)
                    && rule.path().matcher(path).matches()
                    && rule.dose().take()) {
                return rule.fault();
            }
        }
        return RestFault.NONE;
    }

    synchronized HookFault forDelivery(String event) {
        for (HookRule rule : hookRules) {
            if (rule.event().matcher(event).matches() && rule.dose().take()) {
                return rule.fault();
            }
        }
        return HookFault.NONE;
    }

    synchronized boolean skipsIndex() {
        return indexSkips.stream().anyMatch(Dose::take);
    }

    synchronized boolean failsInteraction() {
        return interactionFailures.stream().anyMatch(Dose::take);
    }
}
