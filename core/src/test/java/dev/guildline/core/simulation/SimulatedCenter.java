package dev.guildline.core.simulation;

import dev.guildline.core.conversation.CloseReason;
import dev.guildline.core.conversation.ContactLink;
import dev.guildline.core.error.PortException;
import dev.guildline.core.error.Refusal;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.port.contactcenter.AgentRequest;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.port.contactcenter.ContactEntry;
import dev.guildline.core.port.contactcenter.ContactOpening;
import dev.guildline.core.port.contactcenter.FetchesAttachments;
import dev.guildline.core.relay.Side;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where agents work. It outlives every process. */
final class SimulatedCenter {
    /** The far half of a conversation. */
    static final class Half {
        private final ConversationId conversation;
        private final ExternalRef ref;
        private int tasksMade;
        private int tasksLost;
        private boolean taskLives;
        private boolean hasPosts;
        private boolean ended;

        Half(ConversationId conversation, ExternalRef ref) {
            this.conversation = conversation;
            this.ref = ref;
        }

        ConversationId conversation() {
            return conversation;
        }

        ExternalRef ref() {
            return ref;
        }

        int tasksMade() {
            return tasksMade;
        }

        /** Those made again because the one before was over when it was looked for. */
        int tasksLost() {
            return tasksLost;
        }

        boolean hasPosts() {
            return hasPosts;
        }

        boolean taskLives() {
            return taskLives;
        }

        boolean ended() {
            return ended;
        }

        void taskOver() {
            taskLives = false;
        }

        void end() {
            ended = true;
            taskLives = false;
        }
    }

    private final World world;
    private final boolean drivesVirtualAgent;
    private final Map<ConversationId, Half> halves = new HashMap<>();
    private final List<Half> inOrder = new ArrayList<>();
    private final Map<Long, ExternalRef> byDelivery = new HashMap<>();

    SimulatedCenter(World world, boolean drivesVirtualAgent) {
        this.world = world;
        this.drivesVirtualAgent = drivesVirtualAgent;
    }

    List<Half> halves() {
        return inOrder;
    }

    @Nullable
    Half halfOf(ConversationId conversation) {
        return halves.get(conversation);
    }

    boolean has(long delivery) {
        return byDelivery.containsKey(delivery);
    }

    boolean drivesVirtualAgent() {
        return drivesVirtualAgent;
    }

    /** Gives files out, too. */
    private interface GivingCenter extends ContactCenter, FetchesAttachments {}

    ContactCenter seenBy(SimulatedProcess process) {
        return new GivingCenter() {
            @Override
            public InputStream fetch(Attachment file, @Nullable ExternalRef message) {
                return world.files().fetch(process, file);
            }

            @Override
            public boolean drivesVirtualAgent() {
                return drivesVirtualAgent;
            }

            @Override
            public CompletionStage<ContactLink> open(ContactOpening opening) {
                return take(process, Call.Kind.OPEN, opening.conversation(), 0, true, () -> begin(opening));
            }

            @Override
            public CompletionStage<ExternalRef> post(ContactLink link, ContactEntry entry) {
                ConversationId conversation = entry.message().id().conversation();
                long delivery = entry.delivery().value();
                return take(process, Call.Kind.POST, conversation, delivery, entry.doubtful(), () -> add(link, entry));
            }

            @Override
            public CompletionStage<ContactLink> requestAgent(ContactLink link, AgentRequest request) {
                return take(process, Call.Kind.REQUEST_AGENT, request.conversation(), 0, request.doubtful(), () -> {
                    makeTask(half(link), request.doubtful());
                    return link.with(Map.of("requested", "yes"));
                });
            }

            @Override
            public CompletionStage<Void> end(ContactLink link, CloseReason reason) {
                Half half = half(link);
                return take(process, Call.Kind.END, half.conversation(), 0, true, () -> {
                    half.end();
                    return null;
                });
            }
        };
    }

    private <T> CompletionStage<T> take(
            SimulatedProcess process,
            Call.Kind kind,
            ConversationId conversation,
            long delivery,
            boolean doubtful,
            Supplier<T> effect) {
        long made = delivery == 0 ? world.checker().kept().headOf(conversation, Side.CONTACT_CENTER) : delivery;
        return world.farSides().take(process, kind, conversation, made, doubtful, effect);
    }

    private Half half(ContactLink link) {
        for (Half half : inOrder) {
            if (half.ref().equals(link.ref())) {
                return half;
            }
        }
        throw new IllegalStateException("nothing was ever begun for " + link.ref());
    }

    /** Finds what it began, as the port asks for. */
    private ContactLink begin(ContactOpening opening) {
        Half half = halves.computeIfAbsent(opening.conversation(), id -> {
            Half begun = new Half(id, new ExternalRef("far-" + (inOrder.size() + 1)));
            inOrder.add(begun);
            return begun;
        });
        return new ContactLink(half.ref(), Map.of());
    }

    /** Looks for a repeat only if it is told that there may be one. */
    private ExternalRef add(ContactLink link, ContactEntry entry) {
        Half half = half(link);
        long delivery = entry.delivery().value();
        ExternalRef known = byDelivery.get(delivery);
        if (known != null && entry.doubtful()) {
            return known;
        }
        refuseIfEnded(half);
        world.checker().calls().appeared(Call.Kind.POST, delivery, entry.message());
        world.checker().files().arrived(delivery, entry.message(), entry.files());
        ExternalRef ref = new ExternalRef("far-message-" + delivery);
        byDelivery.put(delivery, ref);
        half.hasPosts = true;
        if (entry.wakesVirtualAgent()) {
            world.agents().asksVirtualAgent(half, delivery);
        }
        return ref;
    }

    private void makeTask(Half half, boolean look) {
        refuseIfEnded(half);
        if (look && half.taskLives) {
            return;
        }
        // One that nobody waits for any more is not found: the far side cannot know that it was for the same wish.
        half.tasksLost += look && half.tasksMade > 0 ? 1 : 0;
        half.tasksMade++;
        half.taskLives = true;
        world.trace().note("task %s for %s", half.tasksMade, half.ref());
        world.checker().taskMade(half);
    }

    private static void refuseIfEnded(Half half) {
        if (half.ended()) {
            throw new PortException.Permanent(Refusal.FAR_SIDE_CLOSED, "ended", null);
        }
    }
}
