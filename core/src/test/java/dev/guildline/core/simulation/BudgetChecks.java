package dev.guildline.core.simulation;

import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.message.AuthorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How fast what customers write is passed on. Counted where it arrives: a call may come later than it might, so one more
 * than the budget allows may follow another closely.
 */
final class BudgetChecks {
    private final World world;
    private final Map<Object, Allowance> allowances = new HashMap<>();

    BudgetChecks(World world) {
        this.world = world;
    }

    /** What may be used at once, and how fast it comes back. */
    private static final class Allowance {
        private double left;
        private Instant at;

        Allowance(double most, Instant at) {
            this.left = most;
            this.at = at;
        }

        boolean isEnough(double most, double each, Instant now) {
            left = Math.min(most, left + Duration.between(at, now).toMillis() / each) - 1;
            at = now;
            return left > -0.01;
        }
    }

    /** One process remembers for its life only what was used. */
    private record Whose(SimulatedProcess process, Object talk) {}

    void posted(Call<?> call, Talk.Item item) {
        if (!world.features().hasBudget() || item.sequence() == 0 || item.calledInvalid) {
            return;
        }
        Talk talk = item.talk();
        if (talk.said().get((int) item.sequence() - 1).entry().author().kind() != AuthorKind.CUSTOMER) {
            return;
        }
        IntakeBudget budget = world.features().budget();
        uses(new Whose(call.from(), talk), budget.burst() + 1, budget.each().toMillis(), talk);
        if (budget.overallPerSecond() > 0) {
            int lanes = world.checker().kept().talks().size();
            uses(
                    new Whose(call.from(), "all"),
                    budget.overallPerSecond() + 1 + lanes,
                    1000.0 / budget.overallPerSecond(),
                    talk);
        }
    }

    private void uses(Whose whose, double most, double each, Talk talk) {
        Instant now = world.clock().instant();
        boolean enough =
                allowances.computeIfAbsent(whose, w -> new Allowance(most, now)).isEnough(most, each, now);
        world.checker()
                .require(enough, Rule.BUDGET, "more is passed on than allowed to " + whose.talk() + ", in " + talk);
    }
}
