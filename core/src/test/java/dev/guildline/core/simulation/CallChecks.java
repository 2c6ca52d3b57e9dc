package dev.guildline.core.simulation;

import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.store.RelayLease;
import dev.guildline.core.relay.Errand;
import dev.guildline.core.relay.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Looks at every call of a far side, and at what shows there. */
final class CallChecks {
    private final World world;

    CallChecks(World world) {
        this.world = world;
    }

    void made(Call<?> call, List<Call<?>> underWay) {
        for (Call<?> other : underWay) {
            check(
                    call.kind() == Call.Kind.ANOTHER_WAY
                            || other.kind() == Call.Kind.ANOTHER_WAY
                            || other.from() != call.from()
                            || other.side() != call.side()
                            || !other.conversation().equals(call.conversation()),
                    Rule.ORDER,
                    "while another is under way, " + call,
                    call);
        }
        if (world.stores().isShared()) {
            String holder = standing().holder();
            check(call.from().toString().equals(holder), Rule.ONE_SENDER, "the lease is " + holder + "'s", call);
        }
        Talk.Item item = world.checker().kept().item(call.delivery());
        if (item == null) {
            return;
        }
        item.heardBefore = item.talk().heard;
        item.placeBefore = item.talk().now().customer().address();
        item.metBefore = item.talk().now().customer().publicPlace().isPresent();
        inOrder(call, item);
        Instant notBefore = item.notBefore;
        check(
                notBefore == null
                        || item.toldSo != call.from()
                        || item.toldInEpoch != leaseEpoch()
                        || !world.clock().instant().isBefore(notBefore),
                Rule.WAITS,
                "too early",
                call);
        if (call.kind() != Call.Kind.OPEN) {
            check(call.doubtful() || !item.mayHaveArrived, Rule.DOUBT_IS_SAID, "may have arrived before", call);
            check(call.doubtful() || item.isPending(), Rule.DOUBT_IS_SAID, "was at its end already", call);
            item.mayHaveArrived = true;
        }
        if (call.kind() == Call.Kind.SEND) {
            inItsEpoch(call, item);
        } else if (call.kind() == Call.Kind.POST) {
            world.checker().budget().posted(call, item);
        }
    }

    private void inOrder(Call<?> call, Talk.Item item) {
        if (item.retryWanted) {
            return;
        }
        for (Talk.Item other : item.talk().items()) {
            check(
                    other.now().side() != call.side()
                            || other.now().id().compareTo(item.now().id()) >= 0
                            || !other.isPending()
                            || other.retryWanted,
                    Rule.ORDER,
                    "before delivery " + other.now().id() + " has come to its end",
                    call);
        }
    }

    private void inItsEpoch(Call<?> call, Talk.Item item) {
        Talk talk = item.talk();
        int index = (int) item.sequence() - 1;
        if (index < 0 || index >= talk.said().size()) {
            return;
        }
        Talk.Said said = talk.said().get(index);
        if (said.entry().author().kind() == AuthorKind.VIRTUAL_AGENT
                && !Notices.greets(said.entry())
                && !item.retryWanted) {
            check(
                    said.epoch() == talk.now().epoch().value(),
                    Rule.EPOCH,
                    "said in epoch " + said.epoch() + ", sent in " + talk.now().epoch(),
                    call);
        }
    }

    /** Called when the answer gets through to the one who called. */
    void answered(Call<?> call) {
        Talk.Item item = world.checker().kept().item(call.delivery());
        PortException failure = call.failure();
        if (call.kind() == Call.Kind.ANOTHER_WAY) {
            world.checker().places().wayAnswered(SimulatedChannel.wantedBy(call), failure);
        }
        if (item == null || failure == null) {
            return;
        }
        if (!(failure instanceof PortException.OutcomeUnknown) && call.kind() != Call.Kind.OPEN && !call.doubtful()) {
            item.mayHaveArrived = false;
        }
        if (failure instanceof PortException.Permanent refusal) {
            item.calledInvalid |= refusal.reason() == Refusal.INVALID;
            boolean since = item.heardBefore == item.talk().heard;
            item.talk().refusals += since && refusal.reason() == Refusal.CUSTOMER_UNREACHABLE ? 1 : 0;
        } else {
            Duration wait = World.POLICY.waitAfter(item.now().attempts() + 1, 1);
            if (failure instanceof PortException.Retryable retryable) {
                Duration asked = retryable.retryAfter().orElse(Duration.ZERO);
                wait = asked.compareTo(wait) > 0 ? asked : wait;
            }
            item.notBefore = world.clock().instant().plus(wait);
            item.toldSo = call.from();
            item.toldInEpoch = leaseEpoch();
        }
    }

    /** Called when a far side shows something that it did not show before. */
    void appeared(Call.Kind kind, long delivery, Message entry) {
        Talk.Item item = world.checker().kept().item(delivery);
        Side side = kind.side();
        if (item == null) {
            world.checker().broken(Rule.ACKNOWLEDGED_IS_KEPT, "sent before it was kept: " + entry.id());
            return;
        }
        Talk talk = item.talk();
        world.trace()
                .note(
                        "shows at %s: %s %s",
                        side, entry.id(), Notices.words(entry).replace('\n', '|'));
        check(!item.appeared, Rule.ONCE, "doubled at " + side + ": delivery " + delivery, talk);
        item.appeared = true;
        check(item.subject() == entry.id().sequence(), Rule.ORDER, "another entry than promised", talk);
        Errand.RelayChange change = item.change();
        if (change != null && side == Side.CONTACT_CENTER) {
            world.checker().revisions().noted(item, change, entry);
        } else if (change == null && !item.retryWanted) {
            check(
                    item.sequence() > talk.lastShown(side),
                    Rule.ORDER,
                    "entry " + item.sequence() + " shown at " + side + " after " + talk.lastShown(side),
                    talk);
            talk.shown(side, item.sequence());
        }
    }

    private RelayLease.Standing standing() {
        return world.stores().inTransaction(tx -> tx.lease().look());
    }

    /** A process that lost the lease and got it again knows no more than a new one. */
    private long leaseEpoch() {
        return world.stores().isShared() ? standing().epoch() : 0;
    }

    private void check(boolean holds, Rule rule, String what, Object where) {
        if (!holds) {
            world.checker().broken(rule, what + ": " + where);
        }
    }
}
