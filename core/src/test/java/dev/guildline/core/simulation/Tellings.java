package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.relay.InboxKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** All that is told to Guildline in a world; told again where it failed, and now and then although it did not. */
final class Tellings {
    private final World world;
    private final List<Told> all = new ArrayList<>();
    private final Map<InboxKey, Told> byKey = new HashMap<>();
    private final Map<String, Told> byWords = new HashMap<>();

    Tellings(World world) {
        this.world = world;
    }

    void add(Told told) {
        all.add(told);
        byKey.put(told.key(), told);
        if (told.words() != null) {
            byWords.put(told.words(), told);
        }
    }

    /** What was told by that name, null if nothing was. */
    @Nullable
    Told find(InboxKey key) {
        return byKey.get(key);
    }

    /** Where a customer wrote something. */
    @Nullable
    ChannelAddress placeOf(String words) {
        Told told = byWords.get(words);
        return told == null ? null : told.place;
    }

    /** How many different events of a kind there are of somebody. */
    int told(Told.Kind kind, String by) {
        int count = 0;
        for (Told told : all) {
            if (told.kind() == kind && told.by().equals(by)) {
                count++;
            }
        }
        return count;
    }

    boolean areWaiting() {
        for (Told told : all) {
            if (told.state == Told.State.WAITING || told.state == Told.State.FAILED) {
                return true;
            }
        }
        return false;
    }

    /** Tells one of those that wait or failed. Returns false if there is none. */
    boolean tellOne(Chance chance) {
        List<Told> waiting = new ArrayList<>();
        for (Told told : all) {
            if (told.state == Told.State.WAITING || told.state == Told.State.FAILED) {
                waiting.add(told);
            }
        }
        if (waiting.isEmpty()) {
            return false;
        }
        tell(chance.oneOf(waiting));
        return true;
    }

    /** Tells one that was told before, as senders do that missed our answer. */
    void repeatOne(Chance chance) {
        if (!all.isEmpty()) {
            Told told = chance.oneOf(all);
            if (told.kind() != Told.Kind.STAFF) {
                tell(told);
            }
        }
    }

    private void tell(Told told) {
        SimulatedProcess process = world.process();
        world.trace().note("told to %s: %s%s", process, told, told.state == Told.State.WAITING ? "" : ", again");
        if (told.state != Told.State.ACKNOWLEDGED) {
            told.state = Told.State.UNDER_WAY;
            told.listener = process;
        }
        Written.Change change = told.change;
        told.subjectWasKept =
                change != null && world.checker().kept().heard(change.of().words()) != null;
        told.tell(process.guildline()).whenComplete((outcome, failure) -> {
            if (!process.isAlive()) {
                return;
            }
            if (failure == null) {
                told.state = Told.State.ACKNOWLEDGED;
                world.trace().note("acknowledged by %s: %s: %s", process, told, outcome);
                world.checker().acknowledged(told, outcome);
                world.checker().revisions().acknowledged(told, outcome);
            } else {
                failed(told, failure);
            }
        });
    }

    private void failed(Told told, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        world.trace().note("failed: %s: %s", told, cause);
        // A block may have waited for so long that its end was over before it began.
        boolean makesNoSense = told.kind() == Told.Kind.STAFF && cause instanceof IllegalArgumentException;
        if (!(cause instanceof PortException) && !makesNoSense) {
            world.checker().broken(Rule.NO_SURPRISE, told + " failed with " + cause);
        }
        // Staff sees that it failed and leaves it at that; everything else is told again.
        if (told.state != Told.State.ACKNOWLEDGED) {
            told.state = told.kind() == Told.Kind.STAFF ? Told.State.ACKNOWLEDGED : Told.State.FAILED;
        }
    }

    /** Whoever waited for an answer of a killed process tells it again; a contact center that drives does not always. */
    void unheard(SimulatedProcess killed, Chance chance) {
        for (Told told : all) {
            if (told.state == Told.State.UNDER_WAY && told.listener == killed) {
                // Where another process goes on, nobody looks for a turn that died with this one.
                boolean lost = world.processes().size() == 1 && told.kind() == Told.Kind.ASKED && chance.percent(50);
                boolean givesUp = told.kind() == Told.Kind.STAFF || lost;
                told.state = givesUp ? Told.State.ACKNOWLEDGED : Told.State.FAILED;
            }
        }
    }

    /** Those that nobody answered. */
    List<Told> unanswered() {
        return all.stream().filter(t -> t.state != Told.State.ACKNOWLEDGED).toList();
    }
}
