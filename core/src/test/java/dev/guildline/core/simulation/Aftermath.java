package dev.guildline.core.simulation;

import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults end and time goes on: now everything must come to its end, and nothing may be missing. */
final class Aftermath {
    /** More than the longest wait, and every wait of a lane with some failures. */
    private static final int SECONDS = 120;

    /** Long enough to give a delivery up. */
    private static final int WEARY = 12;

    private final World world;

    Aftermath(World world) {
        this.world = world;
    }

    void comes() {
        world.faults().end();
        world.mendProcesses();
        timePasses(world.curse().wearsOut() ? WEARY : 0);
        nothingIsPending(true);
        world.curse().lift();
        timePasses(0);
        nothingIsPending(false);
        Homecoming homecoming = new Homecoming(world);
        // An end that is kept, but not for sure, is looked at once more.
        timePasses(2);
        List<Talk.Item> missed = homecoming.comes();
        if (!missed.isEmpty()) {
            timePasses(0);
            nothingIsPending(false);
            homecoming.broughtEverything(missed);
        }
        Flood flood = new Flood(world, this::runDry);
        if (flood.mayCome()) {
            flood.comes();
            timePasses(0);
            nothingIsPending(false);
        }
        everybodyWasAnswered();
        everythingIsThere();
        world.checker().revisions().atTheEnd();
        failuresAreListed();
        world.checker().afterStep();
    }

    private void timePasses(int atLeast) {
        for (int second = 0; second < atLeast || second < SECONDS && !isQuiet(); second++) {
            runDry();
            world.timePasses(Duration.ofSeconds(1));
            world.checker().afterStep();
        }
        runDry();
    }

    private boolean isQuiet() {
        return world.processes().stream().noneMatch(SimulatedProcess::hasTasks)
                && !world.farSides().canProceed()
                && !world.tellings().areWaiting()
                && firstPending(true) == null;
    }

    private void runDry() {
        Chance chance = world.chance();
        for (int steps = 0; steps < 20_000; steps++) {
            world.lookAtAny();
            if (world.processes().stream().anyMatch(SimulatedProcess::hasTasks)) {
                if (world.process().hasTasks()) {
                    world.process().runOne(chance);
                }
            } else if (world.farSides().canProceed()) {
                world.farSides().proceed(chance);
            } else if (!world.process().takesEvents() || !world.tellings().tellOne(chance)) {
                return;
            }
            world.checker().afterStep();
        }
        world.checker().broken(Rule.NOTHING_BLOCKS, "it never comes to rest");
        world.checker().afterStep();
    }

    private Talk.@Nullable Item firstPending(boolean cursed) {
        for (Talk talk : world.checker().kept().talks()) {
            for (Talk.Item item : talk.items()) {
                if (item.isPending()
                        && !(cursed
                                && world.curse()
                                        .holds(talk.now().id(), item.now().side()))) {
                    return item;
                }
            }
        }
        return null;
    }

    private void nothingIsPending(boolean cursed) {
        Talk.Item left = firstPending(cursed);
        if (left != null) {
            boolean behind = false;
            for (Talk.Item other : left.talk().items()) {
                behind |= other != left && other.now().side() == left.now().side() && other.hasFailed();
            }
            Delivery delivery = left.now();
            broken(
                    behind || cursed && firstPending(false) != left ? Rule.NOTHING_BLOCKS : Rule.NOTHING_VANISHES,
                    "delivery " + delivery.id() + " to " + delivery.side() + " never came to its end, in "
                            + left.talk());
        }
    }

    private void everybodyWasAnswered() {
        List<Told> unanswered = world.tellings().unanswered();
        if (!unanswered.isEmpty()) {
            broken(Rule.NOTHING_VANISHES, "never acknowledged: " + unanswered.get(0));
        }
        for (Talk talk : world.checker().kept().talks()) {
            if (talk.now().status() == ConversationStatus.WITH_VIRTUAL_AGENT) {
                for (Talk.Said said : talk.said()) {
                    if (said.entry().author().kind() == AuthorKind.CUSTOMER
                            && said.entry().body() instanceof MessageBody.Text
                            && said.epoch() == talk.now().epoch().value()
                            && said.entry().id().sequence() > talk.now().answeredThrough()
                            && !world.checker()
                                    .revisions()
                                    .isTakenBack(said.entry().id())) {
                        broken(
                                Rule.NOTHING_VANISHES,
                                "never answered: " + Notices.words(said.entry()) + ", in " + talk);
                    }
                }
            }
        }
    }

    private void everythingIsThere() {
        for (Talk talk : world.checker().kept().talks()) {
            for (Talk.Said said : talk.said()) {
                isThere(talk, said.entry());
            }
            for (Talk.Item item : talk.items()) {
                if (item.now().state() == DeliveryState.DELIVERED
                        && !world.checker().hasArrived(item)) {
                    broken(Rule.NOTHING_VANISHES, "delivery " + item.now().id() + " is not there, in " + talk);
                }
            }
        }
    }

    private void isThere(Talk talk, Message entry) {
        boolean byCustomer = entry.author().kind() == AuthorKind.CUSTOMER;
        long sequence = entry.id().sequence();
        if (byCustomer && world.center() == null) {
            return;
        }
        Talk.Item item = talk.itemOf(sequence, byCustomer ? Side.CONTACT_CENTER : Side.CUSTOMER);
        if (item == null && entry.author().kind() == AuthorKind.SYSTEM) {
            item = talk.itemOf(sequence, Side.CONTACT_CENTER);
        }
        if (item == null) {
            broken(Rule.NOTHING_VANISHES, "nobody was to get " + entry.id() + ", in " + talk);
        } else if (byCustomer
                && entry.body() instanceof MessageBody.Text
                && item.now().state() == DeliveryState.REFUSED
                && item.now().note().startsWith("FAR_SIDE_CLOSED")
                && world.checker().kept().heard(Written.first(Notices.words(entry))) == entry
                && !world.checker().revisions().isTakenBack(entry.id())
                && !item.wasBlocked) {
            broken(Rule.NOTHING_VANISHES, "came too late for " + talk + " and is in no other: " + Notices.words(entry));
        }
    }

    /** What failed can be seen by a person. */
    private void failuresAreListed() {
        for (DeliveryState state :
                List.of(DeliveryState.REFUSED, DeliveryState.UNKNOWN, DeliveryState.PARKED, DeliveryState.PENDING)) {
            List<DeliveryId> expected = world.checker().kept().talks().stream()
                    .flatMap(talk -> talk.items().stream())
                    .filter(item -> item.now().state() == state)
                    .map(item -> item.now().id())
                    .sorted()
                    .toList();
            var listed = world.process()
                    .guildline()
                    .operations()
                    .deliveries(state, 1000)
                    .toCompletableFuture();
            runDry();
            if (!listed.isDone()
                    || !listed.join().stream().map(Delivery::id).toList().equals(expected)) {
                broken(Rule.NOTHING_VANISHES, state + " are " + expected + " but not listed so");
            }
        }
    }

    private void broken(Rule rule, String what) {
        world.checker().broken(rule, what);
        world.checker().afterStep();
    }
}
