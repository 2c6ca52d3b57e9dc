package dev.guildline.core.simulation;

import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.HandoffReason;
import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.usecase.AgentMessage;
import dev.guildline.core.usecase.AgentPresence;
import dev.guildline.core.usecase.ConversationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The people on our side: two agents, at the contact center or at the desk, and staff. */
final class AgentActors {
    static final Agent ADA = new Agent(new AgentId("ada"), "Ada");
    static final Agent BEN = new Agent(new AgentId("ben"), "Ben");
    private static final List<Agent> BOTH = List.of(ADA, BEN);

    private final World world;
    private int events;

    AgentActors(World world) {
        this.world = world;
    }

    void act(Chance chance) {
        SimulatedCenter center = world.center();
        List<Talk> talks = world.checker().kept().talks();
        if (talks.isEmpty()) {
            return;
        }
        if (chance.percent(35)) {
            staffActs(chance, chance.oneOf(talks));
        } else if (center == null) {
            Talk talk = chance.oneOf(talks);
            ConversationId id = talk.now().id();
            worksAt(chance, id, ConversationKey.of(id), null);
        } else if (!center.halves().isEmpty()) {
            SimulatedCenter.Half half = chance.oneOf(center.halves());
            if (half.taskLives() || half.hasPosts() && chance.percent(half.ended() ? 20 : 40)) {
                worksAt(chance, half.conversation(), ConversationKey.linked(half.ref()), half);
            }
        }
    }

    private void worksAt(Chance chance, ConversationId id, ConversationKey key, SimulatedCenter.@Nullable Half half) {
        Agent agent = chance.oneOf(BOTH);
        switch (chance.below(12)) {
            case 0, 1 -> joins(id, key, agent);
            case 2, 3, 4, 5, 6 -> writes(id, key, agent);
            case 7 -> leaves(id, key, agent);
            case 8 -> {
                leaves(id, key, agent);
                joins(id, key, agent == ADA ? BEN : ADA);
            }
            case 9, 10 -> completes(id, key, half);
            default -> {
                if (half != null && !half.ended()) {
                    half.taskOver();
                }
                InboxKey event = key();
                tell(Told.Kind.NOBODY, event, id, null, g -> g.conversations().noAgentAvailable(event, key));
            }
        }
    }

    void joins(ConversationId id, ConversationKey key, Agent agent) {
        InboxKey event = key();
        AgentPresence presence = new AgentPresence(event, key, agent);
        tell(Told.Kind.JOINED, event, id, null, g -> g.conversations().agentJoined(presence));
    }

    void leaves(ConversationId id, ConversationKey key, Agent agent) {
        InboxKey event = key();
        AgentPresence presence = new AgentPresence(event, key, agent);
        tell(Told.Kind.LEFT, event, id, null, g -> g.conversations().agentLeft(presence));
    }

    void writes(ConversationId id, ConversationKey key, Agent agent) {
        InboxKey event = key();
        String words = agent.displayName() + "-" + events;
        ExternalRef source = new ExternalRef("agent-" + event);
        List<Attachment> files = world.center() == null
                ? List.of()
                : world.files().some(world.deeds().chance());
        AgentMessage message = new AgentMessage(event, key, agent, words, files, source);
        Told told = tell(
                Told.Kind.AGENT_WROTE, event, id, words, g -> g.conversations().agentWrote(message));
        world.deeds().wrote(new Written(told, words, source, true));
    }

    void completes(ConversationId id, ConversationKey key, SimulatedCenter.@Nullable Half half) {
        if (half != null) {
            half.end();
        }
        InboxKey event = key();
        CloseReason why = CloseReason.AGENT_ENDED;
        tell(Told.Kind.ENDED, event, id, null, g -> g.conversations().contactEnded(event, key, why));
    }

    /** A contact center that drives the virtual agent wants its turn. */
    void asksVirtualAgent(SimulatedCenter.Half half, long delivery) {
        InboxKey event = new InboxKey("sim.studio", "asked-" + delivery);
        ConversationKey key = ConversationKey.linked(half.ref());
        tell(
                Told.Kind.ASKED,
                event,
                half.conversation(),
                null,
                g -> g.conversations().virtualAgentAsked(event, key));
    }

    private void staffActs(Chance chance, Talk talk) {
        ConversationId id = talk.now().id();
        switch (chance.below(8)) {
            case 0, 1, 2 -> handsOff(id);
            case 3, 4 -> handsBack(id);
            case 5 -> closes(id);
            default -> triesAgain(chance);
        }
    }

    void handsOff(ConversationId id) {
        ConversationKey key = ConversationKey.of(id);
        staff("hand off", id, g -> g.conversations().handOff(key, HandoffReason.REQUESTED_BY_STAFF));
    }

    void handsBack(ConversationId id) {
        ConversationKey key = ConversationKey.of(id);
        staff("hand back", id, g -> g.conversations().handBack(key));
    }

    void closes(ConversationId id) {
        ConversationKey key = ConversationKey.of(id);
        staff("close", id, g -> g.conversations().close(key, CloseReason.STAFF_ENDED));
    }

    /** Somebody wants a delivery that was given up to be made after all. */
    private void triesAgain(Chance chance) {
        List<Talk.Item> failed = new ArrayList<>();
        for (Talk talk : world.checker().kept().talks()) {
            for (Talk.Item item : talk.items()) {
                if (item.hasFailed()) {
                    failed.add(item);
                }
            }
        }
        if (!failed.isEmpty()) {
            Talk.Item item = chance.oneOf(failed);
            item.retryWanted = true;
            DeliveryId id = item.now().id();
            staff(
                    "try again " + id,
                    item.now().conversation(),
                    g -> g.operations().retry(id));
        }
    }

    private InboxKey key() {
        return new InboxKey("sim.center", "webhook-" + ++events);
    }

    private void staff(String what, ConversationId id, Function<Guildline, CompletionStage<?>> telling) {
        InboxKey name = new InboxKey("sim.staff", what + " " + ++events);
        world.tellings().add(new Told(world, Told.Kind.STAFF, name, "staff", null, id, telling));
    }

    private Told tell(
            Told.Kind kind,
            InboxKey event,
            ConversationId id,
            @Nullable String words,
            Function<Guildline, CompletionStage<?>> telling) {
        Talk talk = world.checker().kept().talk(id);
        String customer = talk == null ? "?" : talk.now().customer().displayName();
        Told told = new Told(world, kind, event, customer, words, id, telling);
        world.tellings().add(told);
        return told;
    }
}
