package dev.guildline.core.simulation;

import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.error.PortException;
import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.message.AuthorKind;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Customer;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where customers are written to: where they wrote last, or, refused there, where the chat channel says. */
final class PlaceChecks {
    private final World world;
    /** Where the chat channel once said that it will never find another way. */
    private final Set<String> closedWays = new HashSet<>();

    PlaceChecks(World world) {
        this.world = world;
    }

    /** A conversation is kept with what was added to it. */
    void kept(Talk talk, Conversation before, Conversation next) {
        ChannelAddress now = next.customer().address();
        boolean moved = !now.equals(before.customer().address());
        ChannelAddress wroteAt = null;
        int told = 0;
        for (Message entry : talk.fresh()) {
            if (entry.author().kind() == AuthorKind.CUSTOMER
                    && entry.body() instanceof MessageBody.Text
                    && !world.checker().kept().isTakenOver(entry)) {
                talk.heard++;
                talk.refusals = 0;
                wroteAt = world.tellings().placeOf(Written.first(Notices.words(entry)));
            }
            told += Notices.tellsOfElsewhere(entry) ? 1 : 0;
        }
        if (wroteAt != null) {
            check(now.equals(wroteAt), "the customer wrote at " + wroteAt.value() + ", not at " + now.value(), talk);
        } else if (moved && next.isOpen()) {
            check(talk.refusals > 0, "went from " + before.customer().address().value() + " for nothing", talk);
            boolean agentsAreThere = world.center() != null && before.contactInformed();
            check(told == (agentsAreThere ? 1 : 0), "told agents " + told + " times that it goes on elsewhere", talk);
        }
        check(moved || told == 0, "agents are told of a place that did not change", talk);
        if (moved) {
            talk.refusals = 0;
        }
    }

    /** A customer is called unreachable: then there was no other way to them. */
    void unreachable(Talk.Item item) {
        Customer customer = item.talk().now().customer();
        boolean mayBeElsewhere = item.talk().now().isOpen()
                && world.features().otherWay()
                && item.metBefore
                && SimulatedChannel.address(customer.displayName()).equals(item.placeBefore)
                && item.now().attempts() < World.POLICY.attempts();
        check(
                !mayBeElsewhere || closedWays.contains(customer.displayName()),
                "delivery " + item.now().id() + " is given up and not brought another way",
                item.talk());
    }

    /** The chat channel was asked for another way. */
    void wayAnswered(String user, @Nullable PortException failure) {
        if (failure instanceof PortException.Permanent) {
            closedWays.add(user);
        }
    }

    /**
     * A customer is about to be shown something. Of what other processes keep, this one may not know yet; and while files
     * are copied the customer may move.
     */
    void called(ChannelAddress to, ConversationId conversation) {
        Talk talk = world.checker().kept().talk(conversation);
        if (talk != null && !world.stores().isShared() && !world.features().files()) {
            ChannelAddress now = talk.now().customer().address();
            check(to.equals(now), "written to at " + to.value() + " instead of " + now.value(), talk);
        }
    }

    private void check(boolean holds, String what, Talk talk) {
        if (!holds) {
            world.checker().broken(Rule.PLACE, what + ", in " + talk);
        }
    }
}
