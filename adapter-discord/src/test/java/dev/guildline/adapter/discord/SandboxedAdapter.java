package dev.guildline.adapter.discord;

import dev.guildline.core.id.AgentId;
import dev.guildline.core.id.ConversationId;
import dev.guildline.core.id.DeliveryId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.id.MessageId;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.Author;
import dev.guildline.core.message.Message;
import dev.guildline.core.message.MessageBody;
import dev.guildline.core.participant.Agent;
import dev.guildline.core.port.channel.OutboundMessage;
import dev.guildline.sandbox.discord.DiscordSandbox;
import dev.guildline.sandbox.discord.DiscordSandboxSettings;
import dev.guildline.sandbox.discord.SandboxChannel;
import dev.guildline.sandbox.discord.SandboxUser;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The adapter, logged in to a local Discord with one customer on it, and fakes behind it. */
final class SandboxedAdapter implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final String SEND = "POST /channels/{channel}/messages";
    static final Author AGENT = Author.of(new Agent(new AgentId("agent-1"), "Ben"));

    /** How far the local Discord's clock goes before the real one. */
    final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    final DiscordSandbox discord = DiscordSandbox.start(
            DiscordSandboxSettings.defaults().withClock(() -> Instant.now().plus(ahead.get())));
    final SandboxUser amy = discord.user("amy", "Amy", "en-US");
    final SandboxChannel support = discord.guild().textChannel("customer-support");
    final FakePorts ports = new FakePorts();
    final DiscordAdapter adapter;

    private final AtomicLong deliveries = new AtomicLong();

    SandboxedAdapter() {
        this(Duration.ofSeconds(10));
    }

    SandboxedAdapter(Duration patience) {
        adapter = DiscordAdapter.connect(config(discord), patience);
    }

    static DiscordConfig config(DiscordSandbox discord) {
        return new DiscordConfig(
                new DiscordConfig.Token(discord.token()),
                URI.create(discord.restUrl()),
                URI.create(discord.gatewayUrl()));
    }

    /** Starts the adapter and waits until Discord knows its commands. */
    SandboxedAdapter started() {
        adapter.start(ports.conversations, ports.casework, ports.knowledge);
        return connected();
    }

    /** Waits until Discord knows the adapter's commands, which is after the gateway is open. */
    SandboxedAdapter connected() {
        discord.calls().await("PUT /applications/{application}/commands", 1, SOON);
        return this;
    }

    OutboundMessage text(String text) {
        return outbound(new MessageBody.Text(text));
    }

    OutboundMessage outbound(MessageBody body) {
        return outbound(body, List.of(), null);
    }

    OutboundMessage outbound(MessageBody body, List<Attachment> files, @Nullable ExternalRef replyTo) {
        long number = deliveries.incrementAndGet();
        Message message =
                new Message(new MessageId(new ConversationId("c1"), number), AGENT, body, files, null, Instant.now());
        return new OutboundMessage(
                new DeliveryId(number), UserAddress.of(Long.parseUnsignedLong(amy.id())), message, replyTo, false);
    }

    static OutboundMessage inDoubt(OutboundMessage message) {
        return new OutboundMessage(message.delivery(), message.to(), message.message(), message.replyToOrNull(), true);
    }

    String send(OutboundMessage message) throws Exception {
        return adapter.channel()
                .send(message)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS)
                .value();
    }

    /** What sending fails with, as a caller is told. */
    Throwable failure(OutboundMessage message) throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        adapter.channel().send(message).whenComplete((ref, thrown) -> failure.complete(thrown));
        return failure.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        adapter.close();
        discord.close();
    }
}
