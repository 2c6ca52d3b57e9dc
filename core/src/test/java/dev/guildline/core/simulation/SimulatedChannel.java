package dev.guildline.core.simulation;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.id.ChannelId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.message.Message;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What customers see. It outlives every process. */
final class SimulatedChannel {
    static final ChannelId ID = new ChannelId("sim");

    private final World world;
    private final Map<String, List<Message>> shown = new HashMap<>();
    private final Map<Long, ExternalRef> byDelivery = new HashMap<>();

    SimulatedChannel(World world) {
        this.world = world;
    }

    static ChannelAddress address(String user) {
        return new ChannelAddress(ID, user);
    }

    List<Message> shownTo(String user) {
        return shown.getOrDefault(user, List.of());
    }

    boolean has(long delivery) {
        return byDelivery.containsKey(delivery);
    }

    ChatChannel seenBy(SimulatedProcess process) {
        return new ChatChannel() {
            @Override
            public ChannelId id() {
                return ID;
            }

            @Override
            public CompletionStage<ExternalRef> send(OutboundMessage message) {
                return world.farSides()
                        .take(
                                process,
                                Call.Kind.SEND,
                                message.message().id().conversation(),
                                message.delivery().value(),
                                message.doubtful(),
                                () -> show(message));
            }
        };
    }

    /** Looks for a repeat only if it is told that there may be one: what core must say, it must say. */
    private ExternalRef show(OutboundMessage message) {
        long delivery = message.delivery().value();
        ExternalRef known = byDelivery.get(delivery);
        if (known != null && message.doubtful()) {
            return known;
        }
        world.checker().calls().appeared(Call.Kind.SEND, delivery, message.message());
        shown.computeIfAbsent(message.to().value(), user -> new ArrayList<>()).add(message.message());
        ExternalRef ref = new ExternalRef("shown-" + delivery);
        byDelivery.put(delivery, ref);
        return ref;
    }
}
