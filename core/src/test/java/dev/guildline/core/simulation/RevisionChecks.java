package dev.guildline.core.simulation;

import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageChange;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import dev.guildline.core.usecase.ChangeOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Edits and deletions: as the stores hold them, as both sides see them, and what is left of them in the end. */
final class RevisionChecks {
    private final World world;
    /** What entries that were changed said one time after the other; last empty if it was taken back. */
    private final Map<MessageId, List<Optional<String>>> versions = new HashMap<>();

    private final Map<MessageId, Integer> noted = new HashMap<>();
    private final List<Written.Change> acknowledged = new ArrayList<>();
    private final List<MessageChange> fresh = new ArrayList<>();
    private final List<Side> due = new ArrayList<>();

    RevisionChecks(World world) {
        this.world = world;
    }

    private List<Optional<String>> versionsOf(MessageId id) {
        List<Optional<String>> known = versions.get(id);
        if (known == null) {
            Talk talk = world.checker().kept().talk(id.conversation());
            Message entry = talk.said().get((int) id.sequence() - 1).entry();
            known = List.of(Optional.of(firstLine(entry)));
        }
        return known;
    }

    boolean isTakenBack(MessageId id) {
        List<Optional<String>> all = versions.getOrDefault(id, List.of());
        return !all.isEmpty() && all.get(all.size() - 1).isEmpty();
    }

    /** What was written, without what core puts below it. */
    private static String firstLine(Message entry) {
        String words = Notices.words(entry);
        int end = words.indexOf('\n');
        return end < 0 ? words : words.substring(0, end);
    }

    /** A change is kept. */
    void kept(MessageChange change) {
        MessageId id = change.message();
        List<Optional<String>> all = versions.computeIfAbsent(id, i -> new ArrayList<>(versionsOf(i)));
        Optional<String> last = all.get(all.size() - 1);
        Optional<String> next = change instanceof MessageChange.Edited edited
                ? Optional.of(edited.body().plainText())
                : Optional.empty();
        check(change.number() == all.size(), "change " + change.number() + " after " + (all.size() - 1), id);
        check(last.isPresent(), "changed after it was taken back", id);
        check(
                next.isEmpty() || last.isEmpty() || Written.numberOf(next.get()) > Written.numberOf(last.get()),
                "an older edit comes after a newer one",
                id);
        all.add(next);
        Talk talk = world.checker().kept().talk(id.conversation());
        AuthorKind by =
                talk.said().get((int) id.sequence() - 1).entry().author().kind();
        world.trace().note("kept: change %s of %s: %s", change.number(), id, next.orElse("taken back"));
        fresh.add(change);
        due.add(
                by == AuthorKind.AGENT
                        ? Side.CUSTOMER
                        : world.center() != null && talk.now().isOpen() ? Side.CONTACT_CENTER : Side.VIRTUAL_AGENT);
    }

    /** Called at the end of each commit: the other side is to learn of it, once. */
    void committed(List<Recorder.Change> changes) {
        for (int i = 0; i < fresh.size(); i++) {
            MessageId id = fresh.get(i).message();
            Errand errand = new Errand.RelayChange(id.sequence(), fresh.get(i).number());
            int promised = 0;
            for (Recorder.Change change : changes) {
                if (change instanceof Recorder.Change.Promised made
                        && made.delivery().conversation().equals(id.conversation())
                        && made.delivery().errand().equals(errand)) {
                    promised++;
                    check(
                            made.delivery().side() == due.get(i),
                            "promised to " + made.delivery().side(),
                            id);
                }
            }
            int wanted = due.get(i) == Side.VIRTUAL_AGENT ? 0 : 1;
            check(promised == wanted, "change promised " + promised + " times instead of " + wanted, id);
        }
        fresh.clear();
        due.clear();
    }

    /** The customer is shown an entry, or a correction of it. Returns which version that is. */
    int shown(long delivery, Message entry, SimulatedChannel.@Nullable Shown before) {
        Talk.Item item = world.checker().kept().item(delivery);
        List<Optional<String>> all = versionsOf(entry.id());
        if (item == null || all.size() == 1) {
            return 0;
        }
        Errand.RelayChange change = item.change();
        if (change == null || before == null) {
            int version = all.indexOf(Optional.of(firstLine(entry)));
            check(version >= 0, "shown as it never was: " + firstLine(entry), entry.id());
            return version;
        }
        check(contains(entry, all.get(change.number())), "the correction is of something else", entry.id());
        check(change.number() >= before.version, "an older edit comes back", entry.id());
        before.version = change.number();
        return before.version;
    }

    /** The customer is shown an entry as it reads now, or not any more. */
    void changed(long delivery, SimulatedChannel.Shown shown, @Nullable Message after) {
        Talk.Item item = world.checker().kept().item(delivery);
        Errand.RelayChange change = item == null ? null : item.change();
        MessageId id = shown.message().id();
        if (change == null || change.sequence() != id.sequence()) {
            check(false, "changed by delivery " + delivery + ", which is of something else", id);
            return;
        }
        Optional<String> now = after == null ? Optional.empty() : Optional.of(firstLine(after));
        world.trace().note("shows at CUSTOMER: change %s of %s: %s", change.number(), id, now.orElse("taken back"));
        check(now.equals(versionsOf(id).get(change.number())), "shown as it never was: " + now, id);
        check(!shown.gone || now.isEmpty(), "what was taken back is shown again", id);
        check(change.number() >= shown.version, "an older edit comes back", id);
        shown.version = change.number();
        shown.gone = after == null;
    }

    /** Agents are told of a change: what it says now and what it said before. */
    void noted(Talk.Item item, Errand.RelayChange change, Message note) {
        MessageId id = note.id();
        List<Optional<String>> all = versionsOf(id);
        check(
                contains(note, all.get(change.number() - 1)) && contains(note, all.get(change.number())),
                "the note tells something else: " + Notices.words(note),
                id);
        Integer last = noted.put(id, change.number());
        check(item.retryWanted || last == null || last < change.number(), "an older edit is told later", id);
        Talk.Item changed = item.talk().itemOf(id.sequence(), Side.CONTACT_CENTER);
        check(
                changed == null || !changed.isPending() || changed.retryWanted,
                "the change overtakes what it changes",
                id);
    }

    private static boolean contains(Message entry, Optional<String> text) {
        return text.isEmpty() || Notices.words(entry).contains(text.get());
    }

    /** Something is not brought because it was out of date. */
    void superseded(Talk.Item item) {
        Errand.RelayChange change = item.change();
        if (item.now().side() != Side.CUSTOMER) {
            return;
        }
        MessageId id = new MessageId(item.now().conversation(), item.subject());
        if (change == null) {
            boolean byAgent = item.talk()
                            .said()
                            .get((int) item.sequence() - 1)
                            .entry()
                            .author()
                            .kind()
                    == AuthorKind.AGENT;
            check(!byAgent || isTakenBack(id), "an agent's message is given up", id);
        } else {
            Talk.Item changed = item.talk().itemOf(item.subject(), Side.CUSTOMER);
            check(
                    versionsOf(id).size() > change.number() + 1
                            || world.channel().shown(id) == null
                            // In doubt, and then refused: agents were told that it did not arrive.
                            || (changed != null && changed.hasFailed() && !changed.isSuperseded()),
                    "a change is given up although the customer sees what it changes",
                    id);
        }
    }

    /** Somebody was told what came of their change. */
    void acknowledged(Told told, Object outcome) {
        Written.Change change = told.change;
        if (change == null) {
            return;
        }
        Message entry = world.checker().kept().heard(change.of().words());
        if (outcome == ChangeOutcome.UNKNOWN_MESSAGE) {
            world.checker()
                    .require(!told.subjectWasKept, Rule.ACKNOWLEDGED_IS_KEPT, "called unknown although kept: " + told);
            if (entry != null || change.of().told().state != Told.State.ACKNOWLEDGED) {
                told.state = Told.State.FAILED;
            }
            return;
        }
        acknowledged.add(change);
        world.checker()
                .require(
                        isKept(change),
                        Rule.ACKNOWLEDGED_IS_KEPT,
                        told + " was answered " + outcome + " and is not kept");
    }

    /** Whether the journal has a change, or a later one, where it has the words now. */
    private boolean isKept(Written.Change change) {
        Message entry = world.checker().kept().heard(change.of().words());
        if (entry == null) {
            return false;
        }
        List<Optional<String>> all = versionsOf(entry.id());
        Optional<String> last = all.get(all.size() - 1);
        return last.isEmpty() || (!change.takesBack() && Written.numberOf(last.get()) >= change.number());
    }

    /** What customers see in the end is the last of what agents made of it. */
    void atTheEnd() {
        for (Written.Change change : acknowledged) {
            world.checker().require(isKept(change), Rule.LAST_WORD, "lost since: " + change.words());
        }
        versions.forEach((id, all) -> {
            SimulatedChannel.Shown shown = world.channel().shown(id);
            Talk.Item last = world.checker().kept().talk(id.conversation()).changeOf(id.sequence(), all.size() - 1);
            if (shown == null || last == null) {
                return;
            }
            boolean gone = all.get(all.size() - 1).isEmpty();
            if (last.now().state() == DeliveryState.DELIVERED) {
                check(shown.gone == gone && shown.version == all.size() - 1, "the customer sees another version", id);
            } else if (gone && last.isSuperseded()) {
                Talk.Item message = last.talk().itemOf(id.sequence(), Side.CUSTOMER);
                check(
                        message == null || message.now().state() != DeliveryState.DELIVERED,
                        "shown after it was taken back",
                        id);
            }
        });
    }

    private void check(boolean holds, String what, MessageId where) {
        if (!holds) {
            world.checker().broken(Rule.LAST_WORD, what + ": entry " + where);
        }
    }
}
