package dev.guildline.adapter.discord;

import dev.guildline.core.id.ChannelAddress;
import dev.guildline.core.port.channel.ChatChannel;
import dev.guildline.sandbox.discord.SandboxComponent;
import dev.guildline.sandbox.discord.SandboxMessage;
import dev.guildline.sandbox.discord.SandboxUser;
import dev.guildline.testkit.contract.ChatChannelContract;
import dev.guildline.testkit.contract.EditsMessagesContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DiscordChannelContractTest implements ChatChannelContract, EditsMessagesContract {
    private final SandboxedAdapter here = new SandboxedAdapter();
    private final Map<ChannelAddress, SandboxUser> users = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();

    @AfterAll
    void stop() {
        here.close();
    }

    @Override
    public ChatChannel channel() {
        return here.adapter.channel();
    }

    @Override
    public ChannelAddress someone() {
        SandboxUser user = here.discord.user("user" + names.incrementAndGet(), null, "en-US");
        ChannelAddress address = UserAddress.of(Long.parseUnsignedLong(user.id()));
        users.put(address, user);
        return address;
    }

    @Override
    public ChannelAddress someoneUnreachable() {
        ChannelAddress address = someone();
        users.get(address).openDms(false);
        return address;
    }

    @Override
    public List<Shown> shownTo(ChannelAddress customer) {
        return users.get(customer).messages().stream()
                .map(message -> new Shown(
                        message.id(),
                        text(message),
                        message.buttons().stream().map(SandboxComponent::label).toList()))
                .toList();
    }

    private static String text(SandboxMessage message) {
        Stream<String> cards = message.embeds().stream()
                .flatMap(card -> Stream.of(card.author(), card.title(), card.description(), card.url()));
        return Stream.concat(Stream.of(message.content()), cards)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
    }
}
