package dev.guildline.core.simulation;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.relay.Delivery;
import dev.guildline.core.relay.DeliveryState;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the stores hold, written down commit by commit, and looked at while it is. */
final class Kept {
    private record Thought(ConversationId conversation, long epoch) {}

    private final World world;
    private final Map<ConversationId, Talk> talks = new HashMap<>();
    private final List<Talk> inOrder = new ArrayList<>();
    private final Map<Long, Talk.Item> items = new HashMap<>();
    private final Map<String, Talk> openOf = new HashMap<>();
    private final Set<InboxKey> known = new HashSet<>();
    private final Map<String, Message> heard = new HashMap<>();
    private final Map<String, Thought> thoughts = new HashMap<>();
    private final Set<String> answered = new HashSet<>();
    private final Map<String, Integer> pressed = new HashMap<>();
    private final Map<String, Integer> greeted = new HashMap<>();
    private final Map<String, Integer> reacted = new HashMap<>();
    private final Set<MessageId> takenOver = new HashSet<>();

    Kept(World world) {
        this.world = world;
    }

    List<Talk> talks() {
        return inOrder;
    }

    @Nullable
    Talk talk(ConversationId id) {
        return talks.get(id);
    }

    Talk.@Nullable Item item(long delivery) {
        return items.get(delivery);
    }

    boolean knows(InboxKey key) {
        return known.contains(key);
    }

    /** A customer's open conversation, null if they have none. */
    @Nullable
    Talk openOf(String customer) {
        return openOf.get(customer);
    }

    /** Whether words came here because they had come too late for another conversation. */
    boolean isTakenOver(Message entry) {
        return takenOver.contains(entry.id());
    }

    /** The entry that holds somebody's words, null if they are not kept. */
    @Nullable
    Message heard(String words) {
        return heard.get(words);
    }

    /** The delivery at the head of a lane, 0 if that cannot be told. */
    long headOf(ConversationId conversation, Side side) {
        Talk talk = talks.get(conversation);
        Talk.Item head = talk == null ? null : talk.head(side);
        return head == null ? 0 : head.now().id().value();
    }

    /** The virtual agent thought of something to say. */
    void thoughtOf(String words, ConversationId conversation) {
        thoughts.put(
                words,
                new Thought(conversation, talks.get(conversation).now().epoch().value()));
    }

    void committed(List<Recorder.Change> changes) {
        for (Recorder.Change change : changes) {
            if (change instanceof Recorder.Change.Appended appended) {
                appended(appended.entry());
            } else if (change instanceof Recorder.Change.Saved saved) {
                saved(saved.conversation());
            } else if (change instanceof Recorder.Change.Promised promised) {
                promised(promised.delivery());
            } else if (change instanceof Recorder.Change.Changed changed) {
                if (isLast(changed, changes)) {
                    changed(changed.delivery());
                } else {
                    tookUpAgain(changed.delivery(), changes);
                }
            } else if (change instanceof Recorder.Change.Revised revised) {
                world.checker().revisions().kept(revised.change());
            } else {
                if (change instanceof Recorder.Change.Remembered remembered) {
                    known.add(remembered.key());
                }
                world.checker().admission().kept(change);
            }
        }
        if (!changes.isEmpty()) {
            world.checker().revisions().committed(changes);
            world.checker().files().committed();
            world.checker().admission().committed();
            for (Talk talk : inOrder) {
                check(talk.arrivalsTold <= talk.arrivals(), Rule.ONCE, "late arrivals told of", talk);
                // Of a message that was taken back and may have arrived, agents are told that it may still be there.
                int notes = talk.notesForAgent + talk.notesOfChanges;
                check(
                        notes == talk.agentsNotHeard + talk.changesNotShown
                                && talk.notesForAgent <= talk.agentsNotHeard,
                        Rule.ONCE,
                        "notes for agents",
                        talk);
                check(
                        world.center() == null || talk.agentsRequested == talk.transfersTold,
                        Rule.ONE_OF_EACH,
                        "agents asked for and told of",
                        talk);
            }
        }
    }

    /** Ended, and taken up again in the same commit: it stands at the end of its lane since. */
    private void tookUpAgain(Delivery ended, List<Recorder.Change> changes) {
        if (ended.state() == DeliveryState.PENDING) {
            return;
        }
        Talk.Item item = items.get(ended.id().value());
        item.retryWanted = true;
        item.refusedInBetween |= ended.state() == DeliveryState.REFUSED;
        for (Recorder.Change other : changes) {
            boolean after = other instanceof Recorder.Change.Changed later
                    && later.delivery().id().equals(ended.id())
                    && later.delivery().missed();
            if (after && item.isPending() && !item.now().missed()) {
                // It was given up for what the agent knows, and somebody else's event took it up.
                countUnheardAgent(item, ended);
                return;
            }
        }
    }

    /** Whether nothing else was made of a delivery in the same commit: nobody sees what was only in between. */
    private static boolean isLast(Recorder.Change.Changed changed, List<Recorder.Change> all) {
        boolean after = false;
        for (Recorder.Change other : all) {
            if (after
                    && other instanceof Recorder.Change.Changed later
                    && later.delivery().id().equals(changed.delivery().id())) {
                return false;
            }
            after |= other == changed;
        }
        return true;
    }

    private void check(boolean holds, Rule rule, String what, Object where) {
        if (!holds) {
            world.checker().broken(rule, what + ", in " + where);
        }
    }

    private void appended(Message entry) {
        Talk talk = talks.get(entry.id().conversation());
        world.trace()
                .note(
                        "kept: %s %s: %s",
                        entry.id(), entry.author().kind(), Notices.words(entry).replace('\n', '|'));
        check(entry.id().sequence() == talk.entries() + 1, Rule.ORDER, "a journal has a hole at " + entry.id(), talk);
        talk.fresh().add(entry);
        world.checker().admission().appended(talk, entry);
        world.checker().files().appended(entry);
        String words = Written.first(Notices.words(entry));
        if (entry.author().kind() == AuthorKind.AGENT
                || entry.author().kind() == AuthorKind.CUSTOMER && entry.body() instanceof MessageBody.Text) {
            Message before = heard.put(words, entry);
            check(before == null || startsAfresh(before, entry), Rule.ONCE, "kept twice: " + words, talk);
            if (before != null) {
                takenOver.add(entry.id());
                talk.isTakenOver |= entry.id().sequence() == 1;
            } else if (entry.author().kind() == AuthorKind.CUSTOMER) {
                world.checker().admission().wrote(talk, words);
            }
        } else if (entry.author().kind() == AuthorKind.CUSTOMER) {
            String customer = talk.now().customer().displayName();
            check(
                    pressed.merge(customer, 1, Integer::sum) <= world.tellings().told(Told.Kind.PRESSED, customer),
                    Rule.ONCE,
                    "a choice was taken more often than it was made",
                    talk);
        } else if (Notices.greets(entry)) {
            String customer = talk.now().customer().displayName();
            check(
                    greeted.merge(customer, 1, Integer::sum) <= world.tellings().told(Told.Kind.HELP, customer),
                    Rule.ONCE,
                    "greeted more often than asked for",
                    talk);
        } else if (Notices.thanksForRating(entry)) {
            check(++talk.thanks == 1, Rule.ONCE, "thanked twice for a rating", talk);
        } else if (Notices.tellsOfChangeNotShown(entry)) {
            talk.notesOfChanges++;
        } else if (Notices.isNoteForAgent(entry)) {
            talk.notesForAgent++;
        } else if (Notices.tellsOfReaction(entry)) {
            String customer = talk.now().customer().displayName();
            check(
                    reacted.merge(customer, 1, Integer::sum) <= world.tellings().told(Told.Kind.REACTED, customer),
                    Rule.ONCE,
                    "a mark was told of more often than it was put",
                    talk);
        } else if (Notices.tellsOfArrival(entry)) {
            talk.arrivalsTold++;
        }
    }

    /** Whether the far half was over before a customer's words came there: they begin the next conversation. */
    private boolean startsAfresh(Message before, Message entry) {
        Talk.Item lost =
                talks.get(before.id().conversation()).itemOf(before.id().sequence(), Side.CONTACT_CENTER);
        return lost != null
                && (lost.now().state() == DeliveryState.REFUSED || lost.refusedInBetween)
                && !before.id().conversation().equals(entry.id().conversation());
    }

    private void saved(Conversation next) {
        Talk talk = talks.get(next.id());
        String customer = next.customer().displayName();
        if (talk == null) {
            talk = new Talk(next);
            talks.put(next.id(), talk);
            inOrder.add(talk);
            world.checker().admission().began(talk);
        } else {
            moved(talk, talk.now(), next);
        }
        talk.changed(next);
        Talk open = openOf.get(customer);
        if (next.isOpen()) {
            check(open == null || open == talk, Rule.ONE_OF_EACH, "a second open conversation beside " + open, talk);
            openOf.put(customer, talk);
        } else if (open == talk) {
            openOf.remove(customer);
        }
    }

    private void moved(Talk talk, Conversation before, Conversation next) {
        long epoch = next.epoch().value();
        long moves = epoch - before.epoch().value();
        check(moves == 0 || moves == 1, Rule.EPOCH, "the epoch went from " + before.epoch() + " to " + epoch, talk);
        check(
                before.isOpen() || next.state().equals(before.state()),
                Rule.ONE_OF_EACH,
                "an ended conversation goes on",
                talk);
        check(
                moves == 1 || before.state().equals(next.state()),
                Rule.EPOCH,
                "another one speaks in the same epoch",
                talk);
        world.checker().places().kept(talk, before, next);
        Notices.Move told = null;
        for (Message entry : talk.fresh()) {
            talk.said().add(new Talk.Said(entry, epoch));
            Notices.Move move = entry.author().kind() == AuthorKind.CUSTOMER ? null : Notices.moveToldBy(entry);
            if (move != null) {
                check(told == null, Rule.ONCE, told + " and " + move + " at once", talk);
                told = move;
            }
            if (entry.author().kind() == AuthorKind.VIRTUAL_AGENT) {
                virtualAgentSpoke(talk, entry, next);
            }
        }
        talk.fresh().clear();
        if (told == Notices.Move.TRANSFERRING) {
            check(
                    before.status() == ConversationStatus.WITH_VIRTUAL_AGENT,
                    Rule.ONE_OF_EACH,
                    "an agent was asked for while one was asked for or there",
                    talk);
            talk.transfersTold++;
        }
        check(moves == 0 ? told == null : fits(told, before.status(), next.status()), Rule.ONCE, "told " + told, talk);
    }

    private static boolean fits(Notices.@Nullable Move told, ConversationStatus before, ConversationStatus next) {
        return switch (next) {
            case CLOSED -> told == Notices.Move.ENDED || told == Notices.Move.BLOCKED || told == Notices.Move.PAUSED;
            case WITH_AGENT -> told == Notices.Move.JOINED;
            case WAITING_FOR_AGENT ->
                told == (before == ConversationStatus.WITH_AGENT ? Notices.Move.LEFT : Notices.Move.TRANSFERRING);
            case WITH_VIRTUAL_AGENT -> told == Notices.Move.HANDED_BACK || told == Notices.Move.NOBODY;
        };
    }

    private void virtualAgentSpoke(Talk talk, Message entry, Conversation next) {
        check(
                next.status() == ConversationStatus.WITH_VIRTUAL_AGENT,
                Rule.EPOCH,
                "the virtual agent spoke out of turn",
                talk);
        String words = Notices.words(entry);
        Thought thought = thoughts.get(words);
        if (thought != null) {
            check(
                    thought.epoch() == next.epoch().value(),
                    Rule.EPOCH,
                    "thought in epoch " + thought.epoch() + ", said in " + next.epoch() + ": " + words,
                    talk);
            for (String asked : words.substring(words.indexOf(" to ") + 4).split("\n")) {
                check(answered.add(next.id() + asked), Rule.ONCE, "answered twice: " + asked, talk);
            }
        }
    }

    private void promised(Delivery delivery) {
        Talk talk = talks.get(delivery.conversation());
        Talk.Item item = new Talk.Item(talk, delivery);
        items.put(delivery.id().value(), item);
        talk.items().add(item);
        world.trace().note("promised: %s to %s: %s", delivery.id(), delivery.side(), delivery.errand());
        if (item.sequence() > 0) {
            check(
                    item.sequence() > talk.lastPromised(delivery.side()),
                    Rule.ORDER,
                    "entry " + item.sequence() + " promised to " + delivery.side() + " after "
                            + talk.lastPromised(delivery.side()),
                    talk);
            talk.promised(delivery.side(), item.sequence());
        } else if (delivery.errand() instanceof Errand.RequestAgent) {
            talk.agentsRequested++;
        }
    }

    private void changed(Delivery next) {
        Talk.Item item = items.get(next.id().value());
        Delivery before = item.now();
        boolean wasPending = item.isPending();
        // Core itself takes up again what did not reach a customer; it then stands at the end of its lane.
        item.retryWanted |= next.missed();
        item.changed(next);
        item.wasBlocked = world.checker()
                .admission()
                .isBlocked(item.talk().now().customer().displayName());
        if (next.state() != before.state()) {
            world.trace().note("kept: delivery %s to %s is %s %s", next.id(), next.side(), next.state(), next.note());
        }
        check(
                wasPending || next.state() == DeliveryState.PENDING && item.retryWanted,
                next.state() == before.state() ? Rule.ONCE : Rule.NOTHING_VANISHES,
                "delivery " + next.id() + " went from " + before.state() + " to " + next.state(),
                item.talk());
        check(
                next.attempts() >= before.attempts() || item.retryWanted,
                Rule.WAITS,
                "attempts of delivery " + next.id() + " were forgotten",
                item.talk());
        if (next.state() == DeliveryState.DELIVERED) {
            check(
                    world.checker().hasArrived(item),
                    Rule.NOTHING_VANISHES,
                    "delivery " + next.id() + " is called delivered and is not there",
                    item.talk());
            world.checker().files().settled(item);
        } else if (item.isSuperseded() && wasPending) {
            world.checker().revisions().superseded(item);
        } else if (item.hasFailed() && wasPending) {
            countUnheardAgent(item, next);
            if (next.side() == Side.CUSTOMER && next.note().startsWith("CUSTOMER_UNREACHABLE")) {
                world.checker().places().unreachable(item);
            }
        }
    }

    private void countUnheardAgent(Talk.Item item, Delivery failed) {
        Talk talk = item.talk();
        if (failed.side() == Side.CUSTOMER
                && talk.said().get((int) item.subject() - 1).entry().author().kind() == AuthorKind.AGENT
                && world.center() != null
                && talk.now().isOpen()
                && talk.now().contactInformed()) {
            talk.agentsNotHeard += item.change() == null ? 1 : 0;
            talk.changesNotShown += item.change() == null ? 0 : 1;
        }
    }
}
