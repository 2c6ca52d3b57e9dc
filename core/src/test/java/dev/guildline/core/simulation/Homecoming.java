package dev.guildline.core.simulation;

import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Side;
import java.util.ArrayList;
import java.util.List;

/** When everything is quiet, whoever could not be reached writes again: now they get what they have missed. */
final class Homecoming {
    private final World world;

    Homecoming(World world) {
        this.world = world;
    }

    /** Lets them write. Returns what they have missed. */
    List<Talk.Item> comes() {
        List<Talk.Item> missed = new ArrayList<>();
        for (CustomerActor customer : world.customers()) {
            Talk talk = world.checker().kept().openOf(customer.toString());
            List<Talk.Item> theirs = talk == null ? List.of() : missedIn(talk);
            if (!theirs.isEmpty()) {
                world.channel().open(customer.toString());
                world.deeds().openAllDoors();
                customer.writes();
                missed.addAll(theirs);
            }
        }
        return missed;
    }

    private static List<Talk.Item> missedIn(Talk talk) {
        List<Talk.Item> missed = new ArrayList<>();
        for (Talk.Item item : talk.items()) {
            if (isMissed(item)) {
                missed.add(item);
            }
        }
        return missed;
    }

    private static boolean isMissed(Talk.Item item) {
        return item.now().side() == Side.CUSTOMER
                && item.now().state() == DeliveryState.REFUSED
                && item.now().note().startsWith("CUSTOMER_UNREACHABLE");
    }

    void broughtEverything(List<Talk.Item> missed) {
        for (Talk.Item item : missed) {
            world.checker().require(!isMissed(item), Rule.PLACE, "not brought when they came back: " + item.now());
        }
    }
}
