package dev.guildline.core.simulation;

/** A broken rule, found in the world of a seed. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    Violation(Rule rule, String message) {
        super(rule + ": " + message);
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }
}
