package dev.guildline.core;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.testkit.contract.ChatChannelContract.Shown;
import dev.guildline.testkit.contract.EditsMessagesContract;
import dev.guildline.testkit.fake.FakeChatChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The fake changes what it has shown as a real channel does: tests of core rely on it. */
class FakeChatChannelTest implements EditsMessagesContract {
    private final FakeChatChannel channel = new FakeChatChannel();
    private final AtomicInteger users = new AtomicInteger();

    @Override
    public ChatChannel channel() {
        return channel;
    }

    @Override
    public ChannelAddress someone() {
        return FakeChatChannel.address("user" + users.incrementAndGet());
    }

    @Override
    public List<Shown> shownTo(ChannelAddress customer) {
        return channel.shown().stream()
                .filter(sent -> sent.to().equals(customer))
                .map(sent -> new Shown(name(sent), sent.message().body().plainText(), List.of()))
                .toList();
    }

    private static String name(OutboundMessage sent) {
        return "shown-" + sent.delivery();
    }
}
