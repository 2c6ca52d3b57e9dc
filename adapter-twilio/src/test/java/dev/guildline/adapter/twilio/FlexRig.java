package dev.guildline.adapter.twilio;

import com.twilio.rest.taskrouter.v1.workspace.Task;
import dev.guildline.adapter.twilio.TwilioConfig.Routing;
import dev.guildline.core.Guildline;
import dev.guildline.core.conversation.Conversation;
import dev.guildline.core.conversation.ConversationStatus;
import dev.guildline.core.conversation.Retention;
import dev.guildline.core.id.CustomerId;
import dev.guildline.core.id.ExternalRef;
import dev.guildline.core.memory.InMemoryAttachments;
import dev.guildline.core.message.Attachment;
import dev.guildline.core.message.AttachmentPolicy;
import dev.guildline.core.participant.CustomerSeen;
import dev.guildline.core.port.assistant.VirtualAgent;
import dev.guildline.core.port.assistant.VirtualAgentReply;
import dev.guildline.core.port.contactcenter.ContactCenter;
import dev.guildline.core.relay.InboxKey;
import dev.guildline.core.relay.RetryPolicy;
import dev.guildline.core.usecase.CustomerMessage;
import dev.guildline.sandbox.twilio.ConversationView;
import dev.guildline.sandbox.twilio.RestCall;
import dev.guildline.sandbox.twilio.TwilioSandbox;
import dev.guildline.sandbox.twilio.TwilioSandboxSettings;
import dev.guildline.testkit.fake.FakeChatChannel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A whole Guildline with a fake chat channel on this side and the local Twilio on the other. */
final class FlexRig implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final String CUSTOMER = "4711";

    final TwilioSandbox sandbox = TwilioSandbox.start(TwilioSandboxSettings.defaults());
    final WebhookServer server = new WebhookServer();
    final FakeChatChannel channel = new FakeChatChannel();
    final TwilioConfig config;
    final TwilioContactCenter center;
    final Guildline guildline;
    final TwilioWebhooks webhooks;
    /** How far our clock goes before the real one, which is Twilio's. */
    final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    private final AtomicInteger messages = new AtomicInteger();

    FlexRig(Routing routing) {
        this(routing, FlexRig::scripted);
    }

    FlexRig(Routing routing, VirtualAgent virtualAgent) {
        this.config = config(sandbox, routing, server.url());
        new TwilioProvisioning(config).provision(false, false);
        this.center = TwilioContactCenter.connect(config, new TwilioCalls(config), Duration.ofSeconds(2));
        this.guildline = guildline(center, virtualAgent);
        this.webhooks = new TwilioWebhooks(center, guildline.conversations());
        server.mount(webhooks.endpoints());
        guildline.start();
        sandbox.calls().clear();
    }

    static TwilioConfig config(TwilioSandbox sandbox, Routing routing, URI publicUrl) {
        return new TwilioConfig(
                sandbox.accountSid(),
                sandbox.authToken(),
                null,
                URI.create(sandbox.url()),
                null,
                null,
                null,
                null,
                routing,
                publicUrl,
                Duration.ofDays(3));
    }

    private Guildline guildline(ContactCenter contactCenter, VirtualAgent virtualAgent) {
        return Guildline.builder()
                .channel(channel)
                .contactCenter(contactCenter)
                .attachments(new InMemoryAttachments(), AttachmentPolicy.DEFAULT)
                .virtualAgent(virtualAgent)
                .clock(() -> Instant.now().plus(ahead.get()))
                .retention(new Retention(null, Duration.ofDays(7), null))
                .retryPolicy(new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), 0.2, 25))
                .build();
    }

    /** Says what it heard; hands off when told to. */
    private static VirtualAgentReply scripted(dev.guildline.core.port.assistant.Turn turn) {
        return turn.text().contains("person")
                ? new VirtualAgentReply.ProposeHandoff(true)
                : new VirtualAgentReply.Answer("you said " + turn.text(), null);
    }

    void customerSays(String text) {
        customerSends(text, List.of());
    }

    void customerSends(String text, List<Attachment> attachments) {
        String id = "m" + messages.incrementAndGet();
        guildline
                .conversations()
                .customerWrote(new CustomerMessage(
                        new InboxKey("test.message", id),
                        new CustomerSeen(
                                new CustomerId("fake:" + CUSTOMER),
                                FakeChatChannel.address(CUSTOMER),
                                "Zo\u00eb \"Z\" O'Neil",
                                Locale.ENGLISH),
                        text,
                        attachments,
                        new ExternalRef(id),
                        null))
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    List<String> shown() {
        return channel.textsShownTo(CUSTOMER);
    }

    /** Waits until the customer was shown a text that contains something; asked again after every change at Twilio. */
    void awaitShown(String part) {
        awaitTrue(
                "the customer reads '" + part + "', has read " + shown(),
                () -> shown().stream().anyMatch(text -> text.contains(part)));
    }

    void awaitStatus(ConversationStatus status) {
        awaitTrue("status " + status, () -> conversation().status() == status);
    }

    void awaitTrue(String what, Supplier<Boolean> condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not in time: " + what + "; shown: " + shown() + "; calls:\n" + callLog());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    Conversation conversation() {
        List<Conversation> all = guildline
                .conversations()
                .list(java.util.EnumSet.allOf(ConversationStatus.class), 10)
                .toCompletableFuture()
                .join();
        return all.get(0);
    }

    /** The far half of the only conversation. */
    ConversationView far() {
        awaitTrue("a conversation at Twilio", () -> !sandbox.conversations().isEmpty());
        return sandbox.conversations().get(0);
    }

    List<String> farTexts() {
        return far().messages().stream()
                .map(message -> message.author() + ": " + message.body())
                .toList();
    }

    /** Calls one of the webhooks as Twilio would; returns the status. */
    int deliver(String path, java.util.Map<String, String> fields) {
        fields.put("AccountSid", config.accountSid());
        StringBuilder signed = new StringBuilder(server.url() + path);
        new java.util.TreeMap<>(fields)
                .forEach((name, value) -> signed.append(name).append(value));
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Twilio-Signature", SignedCalls.hmac(config.authToken(), signed))
                .POST(HttpRequest.BodyPublishers.ofString(SignedCalls.encoded(fields)))
                .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .orTimeout(20, TimeUnit.SECONDS)
                .join()
                .statusCode();
    }

    /** What a supervisor can do with a task that waits. */
    void cancelTask() {
        try (TwilioCalls calls = new TwilioCalls(config)) {
            Task task = Task.reader(sandbox.workspaceSid()).firstPage(calls.client()).getRecords().stream()
                    .filter(each -> each.getAssignmentStatus() != Task.Status.CANCELED)
                    .findFirst()
                    .orElseThrow();
            Task.updater(sandbox.workspaceSid(), task.getSid())
                    .setAssignmentStatus(Task.Status.CANCELED)
                    .setReason("nobody there")
                    .update(calls.client());
        }
    }

    String callLog() {
        return sandbox.calls().all().stream().map(FlexRig::line).collect(Collectors.joining("\n"));
    }

    private static String line(RestCall call) {
        return call.method() + " " + call.path() + " " + call.status();
    }

    @Override
    public void close() {
        guildline.close();
        center.close();
        server.close();
        sandbox.close();
    }
}
