package dev.guildline.core.simulation;

import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import org.jspecify.annotations.Nullable;

/** Finds broken rules, by what the stores hold and what the far sides see; knows nothing of core's inside. */
final class Checker {
    private final World world;
    private final Kept kept;
    private final CallChecks calls;
    private final RevisionChecks revisions;
    private final FileChecks files;
    private final PlaceChecks places;
    private final AdmissionChecks admission;
    private final BudgetChecks budget;
    private @Nullable Violation found;

    Checker(World world) {
        this.world = world;
        kept = new Kept(world);
        calls = new CallChecks(world);
        revisions = new RevisionChecks(world);
        files = new FileChecks(world);
        places = new PlaceChecks(world);
        admission = new AdmissionChecks(world);
        budget = new BudgetChecks(world);
    }

    RevisionChecks revisions() {
        return revisions;
    }

    FileChecks files() {
        return files;
    }

    PlaceChecks places() {
        return places;
    }

    AdmissionChecks admission() {
        return admission;
    }

    BudgetChecks budget() {
        return budget;
    }

    Kept kept() {
        return kept;
    }

    CallChecks calls() {
        return calls;
    }

    /** Remembers the first broken rule: thrown here, core might catch it. */
    void broken(Rule rule, String what) {
        if (found == null) {
            found = new Violation(rule, what);
            world.trace().note("BROKEN %s: %s", rule, what);
        }
    }

    void require(boolean holds, Rule rule, String what) {
        if (!holds) {
            broken(rule, what);
        }
    }

    /** Called after every step. */
    void afterStep() {
        if (found != null) {
            throw found;
        }
    }

    /** Whether the far side has what a delivery was to bring. */
    boolean hasArrived(Talk.Item item) {
        long id = item.now().id().value();
        SimulatedCenter center = world.center();
        if (item.now().side() == Side.CUSTOMER) {
            return world.channel().has(id);
        } else if (item.now().side() == Side.VIRTUAL_AGENT || center == null) {
            return true;
        }
        SimulatedCenter.Half half = center.halfOf(item.now().conversation());
        if (item.now().errand() instanceof Errand.EndContact) {
            // Where the answer to its beginning was lost for good, nobody can know that there is something to end.
            return half == null
                    || half.ended()
                    || item.talk().now().contactLink().isEmpty();
        } else if (item.now().errand() instanceof Errand.RequestAgent) {
            return half != null && half.tasksMade() > 0;
        }
        return center.has(id);
    }

    void taskMade(SimulatedCenter.Half half) {
        Talk talk = kept.talk(half.conversation());
        if (talk == null || half.tasksMade() - half.tasksLost() > talk.agentsRequested) {
            broken(Rule.ONE_OF_EACH, half.tasksMade() + " tasks for one handoff, in " + talk);
        }
    }

    /** Called when somebody is told that an event was taken. */
    void acknowledged(Told told, Object outcome) {
        String words = told.words();
        if (words != null && kept.heard(words) == null && !told.mayBeRefused(outcome) && !admission.wasKeptOut(words)) {
            broken(Rule.ACKNOWLEDGED_IS_KEPT, told + " was answered " + outcome + " and is not kept");
        }
        if (told.mustBeRemembered() && !kept.knows(told.key())) {
            broken(Rule.ACKNOWLEDGED_IS_KEPT, told + " was answered " + outcome + " and is not remembered");
        }
    }
}
