package dev.guildline.core.simulation;

import dev.guildline.core.admission.Block;
import dev.guildline.core.admission.Pause;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.message.Message;
import dev.guildline.core.relay.InboxKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who may come in, and what becomes of what the others write. */
final class AdmissionChecks {
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final World world;
    private final Map<CustomerId, Block> blocks = new HashMap<>();
    private @Nullable Pause pause;

    /** Words whose event is remembered in this commit, and whether they are to be carried. */
    private final Map<String, Boolean> judged = new HashMap<>();

    private final Set<String> keptOut = new HashSet<>();
    private final Set<String> appended = new HashSet<>();
    private final List<Talk> begun = new ArrayList<>();
    private final List<Talk> begunInPause = new ArrayList<>();
    private int decisions;
    private final Map<String, Integer> told = new HashMap<>();
    private final Set<String> toBeTold = new HashSet<>();

    AdmissionChecks(World world) {
        this.world = world;
    }

    void kept(Recorder.Change change) {
        if (change instanceof Recorder.Change.Blocked blocked) {
            blocks.put(blocked.block().customer(), blocked.block());
            decisions++;
        } else if (change instanceof Recorder.Change.Unblocked unblocked) {
            blocks.remove(unblocked.customer());
        } else if (change instanceof Recorder.Change.Paused paused) {
            pause = paused.pause();
        } else if (change instanceof Recorder.Change.Resumed) {
            pause = null;
        } else if (change instanceof Recorder.Change.Remembered remembered) {
            judge(remembered.key());
        }
    }

    boolean isBlocked(String customer) {
        Block block = blocks.get(CustomerActor.id(customer));
        return block != null && block.holdsAt(world.clock().instant());
    }

    /** Whether words came from somebody who could not come in then. */
    boolean wasKeptOut(String words) {
        return keptOut.contains(words);
    }

    private void judge(InboxKey key) {
        Told event = world.tellings().find(key);
        if (event == null || event.kind() != Told.Kind.WROTE && event.kind() != Told.Kind.HELP) {
            return;
        }
        String customer = event.by();
        Pause held = pause;
        boolean out = false;
        if (isBlocked(customer)) {
            out = true;
            toBeTold.add(Notices.Move.BLOCKED + occasion(customer));
        } else if (held != null && world.checker().kept().openOf(customer) == null) {
            out = true;
            toBeTold.add(Notices.Move.PAUSED + customer + held.since());
        }
        String words = event.words();
        if (words != null) {
            judged.put(words, !out);
        }
    }

    private String occasion(String customer) {
        Block block = blocks.get(CustomerActor.id(customer));
        return customer + (block == null ? "" : block.since());
    }

    /** An entry is kept. */
    void appended(Talk talk, Message entry) {
        String customer = talk.now().customer().displayName();
        Notices.Move move = Notices.moveToldBy(entry);
        if (move == Notices.Move.BLOCKED) {
            // Whose talk was ended by it has read it there, and may read it again when they write in spite of it.
            boolean ends = talk.said().size() > 0;
            String occasion = ends ? "end " + decisions + customer : move + occasion(customer);
            check(told.merge(occasion, 1, Integer::sum) == 1, "told twice of a block", talk);
        } else if (move == Notices.Move.PAUSED) {
            String occasion = move + customer + (pause == null ? "" : pause.since());
            check(told.merge(occasion, 1, Integer::sum) == 1, "told twice of a pause", talk);
        } else if (Notices.slowsDown(entry)) {
            long window = world.clock().instant().getEpochSecond() / WINDOW.toSeconds();
            check(
                    world.features().hasBudget()
                            && told.merge("slowed" + talk.now().id() + window, 1, Integer::sum) == 1,
                    "told of being slowed down again",
                    talk);
            talk.slowed++;
        }
    }

    /** Words of a customer are kept, which were not kept before. */
    void wrote(Talk talk, String words) {
        appended.add(words);
        check(judged.getOrDefault(words, true), "carried although kept out: " + words, talk);
    }

    void began(Talk talk) {
        (pause == null ? begun : begunInPause).add(talk);
    }

    /** Called at the end of each commit. */
    void committed() {
        judged.forEach((words, admitted) -> {
            if (!admitted) {
                keptOut.add(words);
            }
            if (admitted && !appended.contains(words)) {
                world.checker().broken(Rule.ADMISSION, "kept out although nothing is against it: " + words);
            }
        });
        for (String occasion : toBeTold) {
            world.checker().require(told.containsKey(occasion), Rule.ADMISSION, "not told: " + occasion);
        }
        for (Talk talk : begunInPause) {
            check(!talk.now().isOpen() || talk.isTakenOver, "begun while nothing is to begin", talk);
        }
        begun.addAll(begunInPause);
        for (Talk talk : begun) {
            String customer = talk.now().customer().displayName();
            check(!talk.now().isOpen() || !isBlocked(customer), "begun with somebody who is blocked", talk);
        }
        for (Block block : blocks.values()) {
            Talk open = world.checker().kept().openOf(CustomerActor.name(block.customer()));
            if (open != null && block.since().equals(world.clock().instant())) {
                check(false, "goes on with somebody who is blocked", open);
            }
        }
        judged.clear();
        appended.clear();
        toBeTold.clear();
        begun.clear();
        begunInPause.clear();
    }

    private void check(boolean holds, String what, Talk talk) {
        if (!holds) {
            world.checker().broken(Rule.ADMISSION, what + ", in " + talk);
        }
    }
}
