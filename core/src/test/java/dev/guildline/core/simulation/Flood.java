package dev.guildline.core.simulation;

import dev.guildline.core.admission.IntakeBudget;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.util.List;

/** When everything is quiet, one customer writes far too much at once, and another one a single message. */
final class Flood {
    /** Longer than any budget takes to come back. */
    private static final int REST = 10;

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final World world;
    private final Runnable runDry;

    Flood(World world, Runnable runDry) {
        this.world = world;
        this.runDry = runDry;
    }

    /** Of several processes, those that stand by do not know of budgets, and wake-ups are lost. */
    boolean mayCome() {
        return !world.stores().isShared()
                && world.features().hasBudget()
                && world.center() != null
                && world.customers().size() > 1;
    }

    void comes() {
        world.deeds().openAllDoors();
        for (int second = 0; second < REST; second++) {
            runDry.run();
            world.timePasses(Duration.ofSeconds(1));
        }
        CustomerActor flooder = world.customers().get(0);
        IntakeBudget budget = world.features().budget();
        Talk before = world.checker().kept().openOf(flooder.toString());
        int entries = before == null ? 0 : before.said().size();
        for (int i = 0; i < 2 * budget.burst() + 3; i++) {
            flooder.writes();
            runDry.run();
        }
        Talk talk = world.checker().kept().openOf(flooder.toString());
        if (talk != null && talk == before) {
            isSlowed(talk, entries, budget);
        }
        CustomerActor other = world.customers().get(1);
        String words = other.writes();
        runDry.run();
        int lanes = world.checker().kept().talks().size();
        long longest = budget.overallPerSecond() == 0 ? 0 : 2000L * lanes / budget.overallPerSecond();
        for (long waited = 0; waited < longest && !hasArrived(words); waited += MOMENT.toMillis()) {
            world.timePasses(MOMENT);
            runDry.run();
        }
        world.checker().require(hasArrived(words), Rule.BUDGET, "a flood holds up somebody else: " + words);
    }

    private void isSlowed(Talk talk, int entries, IntakeBudget budget) {
        int arrived = 0;
        List<Talk.Said> said = talk.said();
        for (Talk.Item item : talk.items()) {
            boolean ofFlood = item.sequence() > entries && item.now().side() == Side.CONTACT_CENTER && item.appeared;
            arrived +=
                    ofFlood && isByFlooder(said.get((int) item.sequence() - 1).entry()) ? 1 : 0;
        }
        world.checker().require(arrived <= budget.burst(), Rule.BUDGET, arrived + " of a flood at once, in " + talk);
        world.checker().require(talk.slowed > 0, Rule.BUDGET, "nobody tells the flooder, in " + talk);
    }

    private static boolean isByFlooder(Message entry) {
        return entry.author().kind() == AuthorKind.CUSTOMER;
    }

    private boolean hasArrived(String words) {
        Message entry = world.checker().kept().heard(words);
        Talk talk =
                entry == null ? null : world.checker().kept().talk(entry.id().conversation());
        Talk.Item item = talk == null ? null : talk.itemOf(entry.id().sequence(), Side.CONTACT_CENTER);
        return item != null && item.appeared;
    }
}
