package dev.guildline.sandbox.twilio;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Misbehaviour on demand. Rules are tried in the order they were made; the first that fits and still has something
 * left is used. Thread-safe.
 *
 * <pre>{@code
 * sandbox.faults().on("POST", "/conversations/v1/**Messages").times(2).answer(503, 20503);
 * sandbox.faults().onHook("onMessageAdded").withProbability(0.1, 42).duplicate();
 * }</pre>
 */
public final class TwilioFaults {
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final FaultPlan plan;

    TwilioFaults(FaultPlan plan) {
        this.plan = plan;
    }

    /**
     * Begins a rule about REST requests; once unless told otherwise.
     *
     * @param method {@code GET}, {@code POST}, {@code DELETE} or {@code *}
     * @param path the path, where {@code *} stands for one segment and {@code **} for any number
     * @return the rule to complete
     */
    public RestFaultRule on(String method, String path) {
        return new RestFaultRule(plan, method, glob(path), new FaultPlan.Dose(1, 1, 0));
    }

    /**
     * Begins a rule about webhook deliveries of Conversations and TaskRouter; once unless told otherwise.
     *
     * @param event the event's name, where {@code *} stands for anything, for example {@code onMessage*}
     * @return the rule to complete
     */
    public HookFaultRule onHook(String event) {
        return new HookFaultRule(plan, glob(event.replace("*", "**")), new FaultPlan.Dose(1, 1, 0));
    }

    /**
     * Leaves out message indexes now and then, as messages that others posted would.
     *
     * @param probability of leaving one out before a message, 0 to 1
     * @param seed makes the choice repeatable
     */
    public void skipIndexes(double probability, long seed) {
        plan.addIndexSkip(new FaultPlan.Dose(ALWAYS, probability, seed));
    }

    /**
     * Lets the next interactions be accepted by REST and then fail downstream: the task is cancelled.
     *
     * @param times how many
     */
    public void failInteractions(int times) {
        plan.addInteractionFailure(new FaultPlan.Dose(times, 1, 0));
    }

    /** Ends all misbehaviour. */
    public void clear() {
        plan.clear();
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (text.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else if (text.charAt(at) == '*') {
                regex.append("[^/]*");
            } else {
                regex.append(Pattern.quote(text.substring(at, at + 1)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** A rule about REST requests; ended by saying what happens. Not for use by several threads. */
    public static final class RestFaultRule {
        private final FaultPlan plan;
        private final String method;
        private final Pattern path;
        private final FaultPlan.Dose dose;

        private RestFaultRule(FaultPlan plan, String method, Pattern path, FaultPlan.Dose dose) {
            this.plan = plan;
            this.method = method;
            this.path = path;
            this.dose = dose;
        }

        /**
         * Says how often.
         *
         * @param times the number of requests
         * @return the rule
         */
        public RestFaultRule times(int times) {
            return new RestFaultRule(plan, method, path, new FaultPlan.Dose(times, 1, 0));
        }

        /** Every time, until {@link TwilioFaults#clear()}.
         *
         * @return the rule
         */
        public RestFaultRule always() {
            return times(ALWAYS);
        }

        /**
         * Every time, for a while from now on.
         *
         * @param time how long
         * @return the rule
         */
        public RestFaultRule lasting(Duration time) {
            return new RestFaultRule(plan, method, path, FaultPlan.Dose.lasting(time));
        }

        /**
         * By chance.
         *
         * @param probability 0 to 1
         * @param seed makes the choice repeatable
         * @return the rule
         */
        public RestFaultRule withProbability(double probability, long seed) {
            return new RestFaultRule(plan, method, path, new FaultPlan.Dose(ALWAYS, probability, seed));
        }

        /**
         * The request is processed, but later.
         *
         * @param latency what passes before it is processed
         */
        public void delay(Duration latency) {
            end(new FaultPlan.RestFault(FaultPlan.RestFaultKind.NONE, latency, 0, 0, "", null));
        }

        /**
         * The request is not processed but answered with an error.
         *
         * @param status HTTP status
         * @param code Twilio's code in the body
         */
        public void answer(int status, int code) {
            end(new FaultPlan.RestFault(
                    FaultPlan.RestFaultKind.ANSWER, Duration.ZERO, status, code, "A fault on demand", null));
        }

        /**
         * The request is not processed but answered 429 with code 20429.
         *
         * @param retryAfter the header's value, whole seconds
         */
        public void tooManyRequests(Duration retryAfter) {
            end(new FaultPlan.RestFault(
                    FaultPlan.RestFaultKind.ANSWER, Duration.ZERO, 429, 20429, "Too Many Requests", retryAfter));
        }

        /** The request is processed, then the connection ends without an answer. */
        public void loseAnswer() {
            end(new FaultPlan.RestFault(FaultPlan.RestFaultKind.LOSE_ANSWER, Duration.ZERO, 0, 0, "", null));
        }

        /**
         * The request is processed at once and answered later: after the client has given up, if that is long enough.
         *
         * @param latency what passes before the answer
         */
        public void delayAnswer(Duration latency) {
            end(new FaultPlan.RestFault(FaultPlan.RestFaultKind.DELAY_ANSWER, latency, 0, 0, "", null));
        }

        /** The connection ends before the request is processed. */
        public void refuse() {
            end(new FaultPlan.RestFault(FaultPlan.RestFaultKind.REFUSE, Duration.ZERO, 0, 0, "", null));
        }

        private void end(FaultPlan.RestFault fault) {
            plan.add(method, path, dose, fault);
        }
    }

    /** A rule about webhook deliveries; ended by saying what happens. Not for use by several threads. */
    public static final class HookFaultRule {
        private final FaultPlan plan;
        private final Pattern event;
        private final FaultPlan.Dose dose;

        private HookFaultRule(FaultPlan plan, Pattern event, FaultPlan.Dose dose) {
            this.plan = plan;
            this.event = event;
            this.dose = dose;
        }

        /**
         * Says how often.
         *
         * @param times the number of deliveries
         * @return the rule
         */
        public HookFaultRule times(int times) {
            return new HookFaultRule(plan, event, new FaultPlan.Dose(times, 1, 0));
        }

        /** Every time, until {@link TwilioFaults#clear()}.
         *
         * @return the rule
         */
        public HookFaultRule always() {
            return times(ALWAYS);
        }

        /**
         * By chance.
         *
         * @param probability 0 to 1
         * @param seed makes the choice repeatable
         * @return the rule
         */
        public HookFaultRule withProbability(double probability, long seed) {
            return new HookFaultRule(plan, event, new FaultPlan.Dose(ALWAYS, probability, seed));
        }

        /** The delivery never happens. */
        public void drop() {
            end(FaultPlan.HookFaultKind.DROP, Duration.ZERO);
        }

        /** The delivery happens twice, the second time with {@code RetryCount=1}. */
        public void duplicate() {
            end(FaultPlan.HookFaultKind.DUPLICATE, Duration.ZERO);
        }

        /**
         * The delivery happens later.
         *
         * @param latency what passes before
         */
        public void delay(Duration latency) {
            end(FaultPlan.HookFaultKind.NONE, latency);
        }

        /** The delivery waits until the next one to the same URL was answered: the two change places. */
        public void holdBack() {
            end(FaultPlan.HookFaultKind.HOLD_BACK, Duration.ZERO);
        }

        private void end(FaultPlan.HookFaultKind kind, Duration delay) {
            plan.add(event, dose, new FaultPlan.HookFault(kind, delay));
        }
    }
}
